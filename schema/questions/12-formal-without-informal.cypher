// Welke formele partijen kennen geen informeel netwerk?
MATCH (actor:Actor {formality: 'FORMAL'})
WHERE actor.actorKind IN ['WELFARE', 'CARE', 'AUTHORITY']
  AND coalesce(actor.validFrom <= $today, true) AND coalesce($today < actor.validTo, true)
  AND ($area IS NULL OR EXISTS {
    MATCH at = (actor)-[:ACTIVE_IN]->(:Area)-[:WITHIN*0..]->(:Area {id: $area})
    WHERE all(one IN nodes(at) + relationships(at) WHERE
      coalesce(one.validFrom <= $today, true) AND coalesce($today < one.validTo, true))
  })
  AND EXISTS {
    MATCH serves = (actor)-[:OFFERS|SERVES|ACTIVE_IN]->()
    WHERE all(one IN nodes(serves) + relationships(serves) WHERE
      coalesce(one.validFrom <= $today, true) AND coalesce($today < one.validTo, true))
  }
  AND NOT EXISTS {
    MATCH (actor)-[tie:KNOWS|EXCHANGES|COLLABORATES|FACILITATES|REFERS_TO]-(other:Actor)
    WHERE tie.intensity >= 2 AND other.formality <> 'FORMAL'
      AND NOT (other.actorKind IN ['BUSINESS', 'OTHER'] AND 'formality' IN other.assumed)
      AND all(one IN [tie, other] WHERE
        coalesce(one.validFrom <= $today, true) AND coalesce($today < one.validTo, true))
  }
  AND NOT EXISTS {
    MATCH (actor)<-[in:PART_OF]-(part:Actor)-[tie:KNOWS|EXCHANGES|COLLABORATES|FACILITATES|REFERS_TO]-(other:Actor)
    WHERE tie.intensity >= 2 AND other.formality <> 'FORMAL'
      AND NOT (other.actorKind IN ['BUSINESS', 'OTHER'] AND 'formality' IN other.assumed)
      AND all(one IN [in, part, tie, other] WHERE
        coalesce(one.validFrom <= $today, true) AND coalesce($today < one.validTo, true))
  }
RETURN actor {.id, .name} AS actor, actor.actorKind AS kind,
  COLLECT {
    MATCH (actor)-[link:ACTIVE_IN]->(area:Area)
    WHERE all(one IN [link, area] WHERE
      coalesce(one.validFrom <= $today, true) AND coalesce($today < one.validTo, true))
    RETURN DISTINCT area {.id, .name}
  } AS areas
ORDER BY actor.name
