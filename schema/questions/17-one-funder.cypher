// Welke initiatieven hangen aan één financier?
MATCH (actor:Actor)
WHERE actor.formality <> 'FORMAL'
  AND NOT (actor.actorKind IN ['BUSINESS', 'OTHER'] AND 'formality' IN actor.assumed)
  AND coalesce(actor.validFrom <= $today, true) AND coalesce($today < actor.validTo, true)
  AND ($area IS NULL OR EXISTS {
    MATCH at = (actor)-[:ACTIVE_IN]->(:Area)-[:WITHIN*0..]->(:Area {id: $area})
    WHERE all(one IN nodes(at) + relationships(at) WHERE
      coalesce(one.validFrom <= $today, true) AND coalesce($today < one.validTo, true))
  })
WITH actor, COLLECT {
  MATCH (actor)-[tie:FUNDS]-(funder:Actor)
  WHERE (endNode(tie) = actor OR NOT tie.directed) AND all(one IN [tie, funder] WHERE
    coalesce(one.validFrom <= $today, true) AND coalesce($today < one.validTo, true))
  RETURN DISTINCT funder {.id, .name}
} AS funders, COLLECT {
  MATCH (actor)-[link:FUNDED_BY]->(scheme:FundingScheme)
  WHERE all(one IN [link, scheme] WHERE
    coalesce(one.validFrom <= $today, true) AND coalesce($today < one.validTo, true))
  RETURN DISTINCT scheme {.id, .name}
} AS schemes
WHERE size(funders) + size(schemes) = 1
RETURN actor {.id, .name} AS initiative, funders, schemes
ORDER BY actor.name
