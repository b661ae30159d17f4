// Waar deden bewoners pas mee toen het plan er al lag?
MATCH (process:Process)
WHERE process.residentsJoined IN ['DELIVERY', 'EVALUATION', 'AFTERWARDS']
  AND coalesce(process.validFrom <= $today, true) AND coalesce($today < process.validTo, true)
  AND ($area IS NULL OR EXISTS {
    MATCH at = (process)-[:LOCATED_IN]->(:Area)-[:WITHIN*0..]->(:Area {id: $area})
    WHERE all(one IN nodes(at) + relationships(at) WHERE
      coalesce(one.validFrom <= $today, true) AND coalesce($today < one.validTo, true))
  })
RETURN process {.id, .name} AS process, process.residentsJoined AS residentsJoined, process.inputUsed AS inputUsed,
  COLLECT {
    MATCH (process)-[link:LOCATED_IN]->(area:Area)
    WHERE all(one IN [link, area] WHERE
      coalesce(one.validFrom <= $today, true) AND coalesce($today < one.validTo, true))
    RETURN DISTINCT area {.id, .name}
  } AS areas
ORDER BY process.start
