// Welke banden tussen leefwereld en systeemwereld rusten op één persoon?
MATCH (from:Actor)-[tie {basis: 'PERSONAL'}]->(to:Actor)
WHERE all(one IN [from, tie, to] WHERE
  coalesce(one.validFrom <= $today, true) AND coalesce($today < one.validTo, true))
  AND any(ends IN [[from, to], [to, from]] WHERE ends[1].formality = 'FORMAL' AND ends[0].formality <> 'FORMAL'
    AND NOT (ends[0].actorKind IN ['BUSINESS', 'OTHER'] AND 'formality' IN ends[0].assumed))
  AND ($area IS NULL OR EXISTS {
    MATCH at = (one)-[:ACTIVE_IN]->(:Area)-[:WITHIN*0..]->(:Area {id: $area})
    WHERE one IN [from, to] AND all(one IN nodes(at) + relationships(at) WHERE
      coalesce(one.validFrom <= $today, true) AND coalesce($today < one.validTo, true))
  })
RETURN {id: tie.id, name: type(tie)} AS tie, from {.id, .name} AS from, to {.id, .name} AS to,
  tie.carriedBy AS carriedBy, tie.lastVerified AS lastVerified
ORDER BY tie.lastVerified
