// Hoe compleet en hoe vers zijn onze gegevens, per gebied?
// What the answer rests on, as numbers: who is active, was invited to the latest round and answered, and was verified.
MATCH (area:Area)
WHERE coalesce(area.validFrom <= $today, true) AND coalesce($today < area.validTo, true)
  AND (area.id = $area OR EXISTS {
    MATCH (area)-[within:WITHIN]->(:Area {id: $area})
    WHERE coalesce(within.validFrom <= $today, true) AND coalesce($today < within.validTo, true)
  })
WITH area, COLLECT {
  MATCH at = (area)<-[:WITHIN*0..]-(:Area)<-[:ACTIVE_IN]-(actor:Actor)
  WHERE all(one IN nodes(at) + relationships(at) WHERE
    coalesce(one.validFrom <= $today, true) AND coalesce($today < one.validTo, true))
  RETURN DISTINCT actor
} AS actors
WITH area, actors, COLLECT {
  UNWIND actors AS actor
  MATCH (actor)-[invited:INVITED]->(round:Round)
  WHERE all(one IN [invited, round] WHERE
    coalesce(one.validFrom <= $today, true) AND coalesce($today < one.validTo, true))
    AND coalesce(round.from, round.to, date('0001-01-01')) <= $today
  RETURN {round: round.id, on: coalesce(round.from, round.to, date('0001-01-01')), answered: invited.answered} AS asked
  ORDER BY asked.on DESC, asked.round DESC
} AS asked, [actor IN actors WHERE actor.formality <> 'FORMAL'
    AND NOT (actor.actorKind IN ['BUSINESS', 'OTHER'] AND 'formality' IN actor.assumed)] AS living
WITH area, actors, living, [one IN asked WHERE one.round = asked[0].round] AS latest
RETURN area {.id, .name} AS area, size(actors) AS actors,
  size(latest) AS invited, size([one IN latest WHERE one.answered = 'YES']) AS answered, size(living) AS living,
  size([actor IN living WHERE EXISTS {
    MATCH (actor)-[tie]-(other:Actor)
    WHERE tie.lastVerified >= $today - duration({months: 12}) AND all(one IN [tie, other] WHERE
      coalesce(one.validFrom <= $today, true) AND coalesce($today < one.validTo, true))
  }]) AS verified
ORDER BY area.name
