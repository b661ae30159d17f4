// Welke initiatieven hebben met niemand een band?
MATCH (actor:Actor)
WHERE actor.formality <> 'FORMAL' AND NOT (actor.actorKind IN ['BUSINESS', 'OTHER'] AND 'formality' IN actor.assumed)
  AND coalesce(actor.validFrom <= $today, true) AND coalesce($today < actor.validTo, true)
  AND NOT EXISTS {
    MATCH (actor)-[tie]-(other:Actor)
    WHERE all(one IN [tie, other] WHERE
      coalesce(one.validFrom <= $today, true) AND coalesce($today < one.validTo, true))
  }
  AND ($area IS NULL OR EXISTS {
    MATCH at = (actor)-[:ACTIVE_IN]->(:Area)-[:WITHIN*0..]->(:Area {id: $area})
    WHERE all(one IN nodes(at) + relationships(at) WHERE
      coalesce(one.validFrom <= $today, true) AND coalesce($today < one.validTo, true))
  })
RETURN actor {.id, .name} AS initiative, actor.actorKind AS kind, actor.openToContact AS openToContact,
  COLLECT {
    MATCH (actor)-[link:ACTIVE_IN]->(area:Area)
    WHERE all(one IN [link, area] WHERE
      coalesce(one.validFrom <= $today, true) AND coalesce($today < one.validTo, true))
    RETURN DISTINCT area {.id, .name}
  } AS areas,
  COLLECT {
    MATCH on = (actor)-[:OFFERS*0..1]->()-[:FOCUSES_ON]->(theme:Theme)
    WHERE all(one IN nodes(on) + relationships(on) WHERE
      coalesce(one.validFrom <= $today, true) AND coalesce($today < one.validTo, true))
    RETURN DISTINCT theme {.id, .name}
  } AS themes
ORDER BY actor.name
