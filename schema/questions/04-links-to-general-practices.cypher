// Wie verbindt initiatieven met huisartsen?
MATCH (actor:Actor)-[tie]-(practice:Actor {formality: 'FORMAL'})
WHERE toLower(practice.name) CONTAINS toLower($practice) AND all(one IN [actor, tie, practice] WHERE
  coalesce(one.validFrom <= $today, true) AND coalesce($today < one.validTo, true))
WITH actor, collect(DISTINCT practice) AS practices
MATCH (actor)-[tie]-(initiative:Actor)
WHERE initiative.formality <> 'FORMAL'
  AND NOT (initiative.actorKind IN ['BUSINESS', 'OTHER'] AND 'formality' IN initiative.assumed)
  AND all(one IN [tie, initiative] WHERE
    coalesce(one.validFrom <= $today, true) AND coalesce($today < one.validTo, true))
WITH actor, practices, collect(DISTINCT initiative) AS initiatives
RETURN actor {.id, .name} AS actor, actor.actorKind AS kind,
  [one IN practices | one {.id, .name}] AS practices, [one IN initiatives | one {.id, .name}] AS initiatives
ORDER BY actor.name
