// Waar gaat hulp maar één kant op?
MATCH (formal:Actor {formality: 'FORMAL'})-[tie:REFERS_TO]-(initiative:Actor)
WHERE (startNode(tie) = formal OR NOT tie.directed) AND tie.intensity >= 2
  AND initiative.formality <> 'FORMAL'
    AND NOT (initiative.actorKind IN ['BUSINESS', 'OTHER'] AND 'formality' IN initiative.assumed)
  AND all(one IN [formal, tie, initiative] WHERE
    coalesce(one.validFrom <= $today, true) AND coalesce($today < one.validTo, true))
  AND NOT EXISTS {
    MATCH (formal)-[given:FUNDS|FACILITATES|EXCHANGES|COLLABORATES]-(initiative)
    WHERE (type(given) IN ['EXCHANGES', 'COLLABORATES'] OR startNode(given) = formal OR NOT given.directed)
      AND coalesce(given.validFrom <= $today, true) AND coalesce($today < given.validTo, true)
  }
  AND ($area IS NULL OR EXISTS {
    MATCH at = (one)-[:ACTIVE_IN]->(:Area)-[:WITHIN*0..]->(:Area {id: $area})
    WHERE one IN [formal, initiative] AND all(one IN nodes(at) + relationships(at) WHERE
      coalesce(one.validFrom <= $today, true) AND coalesce($today < one.validTo, true))
  })
WITH DISTINCT formal, initiative
RETURN formal {.id, .name} AS formal, initiative {.id, .name} AS initiative
ORDER BY formal.name, initiative.name
