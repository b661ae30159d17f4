// Waar stuurt of reguleert de overheid, terwijl om loslaten of faciliteren is gevraagd?
MATCH (actor:Actor)
WHERE actor.acceptedRole IN ['LET_GO', 'FACILITATE']
  AND coalesce(actor.validFrom <= $today, true) AND coalesce($today < actor.validTo, true)
  AND ($area IS NULL OR EXISTS {
    MATCH at = (actor)-[:ACTIVE_IN]->(:Area)-[:WITHIN*0..]->(:Area {id: $area})
    WHERE all(one IN nodes(at) + relationships(at) WHERE
      coalesce(one.validFrom <= $today, true) AND coalesce($today < one.validTo, true))
  })
WITH actor, COLLECT {
  MATCH (actor)-[link:TAKES_PART]->(process:Process)
  WHERE process.governmentRole IN ['DIRECT', 'REGULATE'] AND all(one IN [link, process] WHERE
    coalesce(one.validFrom <= $today, true) AND coalesce($today < one.validTo, true))
  RETURN DISTINCT process {.id, .name}
} AS processes, COLLECT {
  MATCH (actor)-[tie]-(partner:Actor)
  WHERE tie.governmentRole IN ['DIRECT', 'REGULATE'] AND (endNode(tie) = actor OR NOT tie.directed)
    AND all(one IN [tie, partner] WHERE
      coalesce(one.validFrom <= $today, true) AND coalesce($today < one.validTo, true))
  RETURN DISTINCT partner {.id, .name}
} AS partners
WHERE size(processes) + size(partners) > 0
RETURN actor {.id, .name} AS initiative, actor.acceptedRole AS acceptedRole, processes, partners
ORDER BY actor.name
