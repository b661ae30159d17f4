// Welke groepen bewoners worden alleen informeel bereikt?
MATCH for = (actor:Actor)-[:OFFERS*0..1]->()-[:SERVES]->(group:TargetGroup)
WHERE all(one IN nodes(for) + relationships(for) WHERE
  coalesce(one.validFrom <= $today, true) AND coalesce($today < one.validTo, true))
  AND ($area IS NULL OR EXISTS {
    MATCH at = (actor)-[:ACTIVE_IN]->(:Area)-[:WITHIN*0..]->(:Area {id: $area})
    WHERE all(one IN nodes(at) + relationships(at) WHERE
      coalesce(one.validFrom <= $today, true) AND coalesce($today < one.validTo, true))
  })
WITH group, collect(DISTINCT actor) AS actors
WITH group, [actor IN actors WHERE actor.formality <> 'FORMAL'
    AND NOT (actor.actorKind IN ['BUSINESS', 'OTHER'] AND 'formality' IN actor.assumed)] AS initiatives,
  [actor IN actors WHERE actor.formality = 'FORMAL'] AS formal
WHERE size(initiatives) > 0 AND size(formal) = 0
RETURN group {.id, .name} AS group, [actor IN initiatives | actor {.id, .name}] AS initiatives
ORDER BY group.name
