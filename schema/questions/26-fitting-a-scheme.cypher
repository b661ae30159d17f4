// Welke initiatieven werken aan wat een regeling vraagt, hebben ruimte en willen meedoen?
MATCH on = (scheme:FundingScheme {id: $scheme})-[:FOCUSES_ON]->(theme:Theme)
WHERE all(one IN nodes(on) + relationships(on) WHERE
  coalesce(one.validFrom <= $today, true) AND coalesce($today < one.validTo, true))
MATCH for = (theme)<-[:BROADER*0..]-(:Theme)<-[:FOCUSES_ON]-()<-[:OFFERS*0..1]-(actor:Actor {capacity: 'ROOM'})
WHERE actor.openToContact = 'YES' AND actor.formality <> 'FORMAL'
  AND NOT (actor.actorKind IN ['BUSINESS', 'OTHER'] AND 'formality' IN actor.assumed)
  AND all(one IN nodes(for) + relationships(for) WHERE
    coalesce(one.validFrom <= $today, true) AND coalesce($today < one.validTo, true))
  AND NOT EXISTS {
    MATCH (actor)-[link:FUNDED_BY]->(scheme)
    WHERE coalesce(link.validFrom <= $today, true) AND coalesce($today < link.validTo, true)
  }
WITH DISTINCT scheme, theme, actor
RETURN theme {.id, .name} AS theme, actor {.id, .name} AS initiative, actor.wantedLevel AS wantedLevel,
  scheme.requirement AS requirement, scheme.description AS description
ORDER BY theme.name, actor.name
