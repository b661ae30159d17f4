// Welke sectoren ontbreken, vergeleken met gebieden die erop lijken?
// What the answer rests on: of each area that is compared its level, urbanity and regions, and the sectors in it.
MATCH (area:Area)
WHERE area.level IN ['DISTRICT', 'MUNICIPALITY', 'REGION'] AND area.urbanity IS NOT NULL
  AND coalesce(area.validFrom <= $today, true) AND coalesce($today < area.validTo, true)
  AND coalesce(area.residents >= 500, true)
RETURN area {.id, .name} AS area, area.level AS level, area.urbanity AS urbanity,
  COLLECT {
    MATCH up = (area)-[:WITHIN*1..]->(region:Area {level: 'REGION'})
    WHERE all(one IN nodes(up) + relationships(up) WHERE
      coalesce(one.validFrom <= $today, true) AND coalesce($today < one.validTo, true))
    RETURN DISTINCT region.id
  } AS regions,
  COLLECT {
    MATCH at = (area)<-[:WITHIN*0..]-(:Area)<-[:ACTIVE_IN]-(actor:Actor)
    WHERE actor.sector IS NOT NULL AND all(one IN nodes(at) + relationships(at) WHERE
      coalesce(one.validFrom <= $today, true) AND coalesce($today < one.validTo, true))
    RETURN DISTINCT toLower(actor.sector)
  } AS sectors
ORDER BY area.id
