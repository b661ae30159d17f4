// Welke banden gaan over de grens van een gemeente?
MATCH at = (inside:Actor)-[:ACTIVE_IN]->(:Area)-[:WITHIN*0..]->(:Area {id: $municipality})
WHERE all(one IN nodes(at) + relationships(at) WHERE
  coalesce(one.validFrom <= $today, true) AND coalesce($today < one.validTo, true))
WITH collect(DISTINCT inside) AS insiders
MATCH (from:Actor)-[tie]->(to:Actor)
WHERE (from IN insiders) <> (to IN insiders) AND all(one IN [from, tie, to] WHERE
  coalesce(one.validFrom <= $today, true) AND coalesce($today < one.validTo, true))
  AND EXISTS {
    MATCH (outside:Actor)-[link:ACTIVE_IN]->(area:Area)
    WHERE outside IN [from, to] AND NOT outside IN insiders
      AND area.level IN ['MUNICIPALITY', 'DISTRICT', 'NEIGHBOURHOOD'] AND all(one IN [link, area] WHERE
        coalesce(one.validFrom <= $today, true) AND coalesce($today < one.validTo, true))
  }
RETURN {id: tie.id, name: type(tie)} AS tie, from {.id, .name} AS from, to {.id, .name} AS to,
  tie.intensity AS intensity
ORDER BY tie.intensity DESC
