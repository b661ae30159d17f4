// In welke wijken en buurten werken initiatieven aan een thema, zonder contact met een welzijnsorganisatie?
MATCH at = (area:Area)<-[:WITHIN*0..]-(:Area)<-[:ACTIVE_IN]-(actor:Actor)
WHERE area.level IN ['DISTRICT', 'NEIGHBOURHOOD', 'OWN'] AND actor.formality <> 'FORMAL'
  AND NOT (actor.actorKind IN ['BUSINESS', 'OTHER'] AND 'formality' IN actor.assumed)
  AND all(one IN nodes(at) + relationships(at) WHERE
    coalesce(one.validFrom <= $today, true) AND coalesce($today < one.validTo, true))
  AND ($area IS NULL OR EXISTS {
    MATCH up = (area)-[:WITHIN*0..]->(:Area {id: $area})
    WHERE all(one IN nodes(up) + relationships(up) WHERE
      coalesce(one.validFrom <= $today, true) AND coalesce($today < one.validTo, true))
  })
  AND EXISTS {
    MATCH on = (actor)-[:OFFERS*0..1]->()-[:FOCUSES_ON]->(:Theme)-[:BROADER*0..]->(:Theme {id: $theme})
    WHERE all(one IN nodes(on) + relationships(on) WHERE
      coalesce(one.validFrom <= $today, true) AND coalesce($today < one.validTo, true))
  }
WITH area, collect(DISTINCT actor) AS initiatives
WHERE none(actor IN initiatives WHERE EXISTS {
  MATCH (actor)-[tie:KNOWS|EXCHANGES|COLLABORATES|FACILITATES|REFERS_TO]-(other:Actor {actorKind: 'WELFARE'})
  WHERE tie.intensity >= 2 AND all(one IN [tie, other] WHERE
    coalesce(one.validFrom <= $today, true) AND coalesce($today < one.validTo, true))
})
RETURN area {.id, .name} AS area, area.level AS level, [actor IN initiatives | actor {.id, .name}] AS initiatives
ORDER BY area.name
