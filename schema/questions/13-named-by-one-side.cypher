// Welke banden noemde maar één kant?
MATCH (from:Actor)-[tie {confirmation: 'ONE_SIDED'}]->(to:Actor)
WHERE all(one IN [from, tie, to] WHERE
  coalesce(one.validFrom <= $today, true) AND coalesce($today < one.validTo, true))
  AND ($area IS NULL OR EXISTS {
    MATCH at = (one)-[:ACTIVE_IN]->(:Area)-[:WITHIN*0..]->(:Area {id: $area})
    WHERE one IN [from, to] AND all(one IN nodes(at) + relationships(at) WHERE
      coalesce(one.validFrom <= $today, true) AND coalesce($today < one.validTo, true))
  })
RETURN {id: tie.id, name: type(tie)} AS tie, from {.id, .name} AS from, to {.id, .name} AS to,
  tie.lastVerified AS lastVerified
ORDER BY tie.lastVerified
