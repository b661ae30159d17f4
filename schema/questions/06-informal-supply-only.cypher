// In welke wijken en buurten werkt de leefwereld aan een thema, en geen formele partij?
MATCH at = (area:Area)<-[:WITHIN*0..]-(:Area)<-[:ACTIVE_IN]-(actor:Actor)
WHERE area.level IN ['DISTRICT', 'NEIGHBOURHOOD', 'OWN'] AND all(one IN nodes(at) + relationships(at) WHERE
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
WITH area, collect(DISTINCT actor) AS actors
WITH area,
  [actor IN actors WHERE actor.formality <> 'FORMAL'
    AND NOT (actor.actorKind IN ['BUSINESS', 'OTHER'] AND 'formality' IN actor.assumed)] AS found,
  [actor IN actors WHERE actor.formality = 'FORMAL'] AS others
WHERE size(found) > 0 AND size(others) = 0
RETURN area {.id, .name} AS area, area.level AS level, [actor IN found | actor {.id, .name}] AS actors
ORDER BY area.name
