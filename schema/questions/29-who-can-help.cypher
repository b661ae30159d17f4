// Wie kan dit initiatief helpen met wat het vraagt?
MATCH on = (initiative:Actor {id: $initiative})-[:OFFERS*0..1]->()-[:FOCUSES_ON]->(theme:Theme)
WHERE all(one IN nodes(on) + relationships(on) WHERE
  coalesce(one.validFrom <= $today, true) AND coalesce($today < one.validTo, true))
WITH DISTINCT theme
MATCH for = (theme)<-[:BROADER*0..]-(:Theme)<-[:FOCUSES_ON]-()<-[:OFFERS*0..1]-(helper:Actor {formality: 'FORMAL'})
WHERE all(one IN nodes(for) + relationships(for) WHERE
  coalesce(one.validFrom <= $today, true) AND coalesce($today < one.validTo, true))
  AND ($area IS NULL OR EXISTS {
    MATCH at = (helper)-[:ACTIVE_IN]->(:Area)-[:WITHIN*0..]->(:Area {id: $area})
    WHERE all(one IN nodes(at) + relationships(at) WHERE
      coalesce(one.validFrom <= $today, true) AND coalesce($today < one.validTo, true))
  })
WITH DISTINCT theme, helper
WITH theme, helper, COLLECT {
  MATCH (helper)-[link:OFFERS]->(offering:Offering)
  WHERE all(one IN [link, offering] WHERE
    coalesce(one.validFrom <= $today, true) AND coalesce($today < one.validTo, true))
  RETURN DISTINCT offering {.id, .name}
} AS offerings
WHERE size(offerings) > 0
RETURN theme {.id, .name} AS theme, helper {.id, .name} AS helper, helper.actorKind AS kind, offerings
ORDER BY theme.name, helper.name
