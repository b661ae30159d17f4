// Welke trajecten blijven onder het niveau dat was beloofd?
WITH {INFORM: 1, CONSULT: 2, ADVISE: 3, COPRODUCE: 4, CODECIDE: 5, SELF_MANAGE: 6} AS steps
MATCH (process:Process)
WHERE steps[process.levelReached] < steps[process.levelAimed]
  AND coalesce(process.validFrom <= $today, true) AND coalesce($today < process.validTo, true)
  AND ($area IS NULL OR EXISTS {
    MATCH at = (process)-[:LOCATED_IN]->(:Area)-[:WITHIN*0..]->(:Area {id: $area})
    WHERE all(one IN nodes(at) + relationships(at) WHERE
      coalesce(one.validFrom <= $today, true) AND coalesce($today < one.validTo, true))
  })
RETURN process {.id, .name} AS process, process.levelAimed AS levelAimed, process.levelReached AS levelReached,
  process.start AS start,
  COLLECT {
    MATCH (process)-[link:LOCATED_IN]->(area:Area)
    WHERE all(one IN [link, area] WHERE
      coalesce(one.validFrom <= $today, true) AND coalesce($today < one.validTo, true))
    RETURN DISTINCT area {.id, .name}
  } AS areas
ORDER BY process.start
