// Welke signalen van bewoners heeft niemand beantwoord?
MATCH (signal:Signal)
WHERE coalesce(signal.validFrom <= $today, true) AND coalesce($today < signal.validTo, true)
  AND ($area IS NULL OR EXISTS {
    MATCH at = (signal)-[:LOCATED_IN]->(:Area)-[:WITHIN*0..]->(:Area {id: $area})
    WHERE all(one IN nodes(at) + relationships(at) WHERE
      coalesce(one.validFrom <= $today, true) AND coalesce($today < one.validTo, true))
  })
  AND NOT EXISTS {
    MATCH (answer:Record)-[link:ANSWERS]->(signal)
    WHERE all(one IN [answer, link] WHERE
      coalesce(one.validFrom <= $today, true) AND coalesce($today < one.validTo, true))
  }
RETURN {id: signal.id, name: signal.text} AS signal, signal.weight AS weight, signal.date AS date,
  COLLECT {
    MATCH (signal)-[link:LOCATED_IN]->(area:Area)
    WHERE all(one IN [link, area] WHERE
      coalesce(one.validFrom <= $today, true) AND coalesce($today < one.validTo, true))
    RETURN DISTINCT area {.id, .name}
  } AS areas,
  COLLECT {
    MATCH on = (signal)-[:FOCUSES_ON]->(theme:Theme)
    WHERE all(one IN nodes(on) + relationships(on) WHERE
      coalesce(one.validFrom <= $today, true) AND coalesce($today < one.validTo, true))
    RETURN DISTINCT theme {.id, .name}
  } AS themes
ORDER BY signal.weight DESC, signal.date
