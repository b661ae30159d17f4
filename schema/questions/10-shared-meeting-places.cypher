// Welke ontmoetingsplekken zijn er voor meer groepen bewoners?
MATCH uses = (place:MeetingPlace)<-[:USES]-(actor:Actor)
WHERE all(one IN nodes(uses) + relationships(uses) WHERE
    coalesce(one.validFrom <= $today, true) AND coalesce($today < one.validTo, true))
  AND ($area IS NULL OR EXISTS {
    MATCH at = (place)-[:LOCATED_IN]->(:Area)-[:WITHIN*0..]->(:Area {id: $area})
    WHERE all(one IN nodes(at) + relationships(at) WHERE
      coalesce(one.validFrom <= $today, true) AND coalesce($today < one.validTo, true))
  })
WITH place, collect(DISTINCT actor) AS actors
WITH place, actors, COLLECT {
  UNWIND actors AS actor
  MATCH for = (actor)-[:OFFERS*0..1]->()-[:SERVES]->(group:TargetGroup)
  WHERE all(one IN nodes(for) + relationships(for) WHERE
    coalesce(one.validFrom <= $today, true) AND coalesce($today < one.validTo, true))
  RETURN DISTINCT group {.id, .name}
} AS groups
WHERE size(groups) >= 2
RETURN place {.id, .name} AS place, place.placeKind AS kind,
  COLLECT {
    MATCH (place)-[link:LOCATED_IN]->(area:Area)
    WHERE all(one IN [link, area] WHERE
      coalesce(one.validFrom <= $today, true) AND coalesce($today < one.validTo, true))
    RETURN DISTINCT area {.id, .name}
  } AS areas,
  [actor IN actors | actor {.id, .name}] AS actors, groups
ORDER BY place.name
