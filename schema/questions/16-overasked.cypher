// Welke initiatieven worden overvraagd?
MATCH (actor:Actor)
WHERE actor.formality <> 'FORMAL'
  AND NOT (actor.actorKind IN ['BUSINESS', 'OTHER'] AND 'formality' IN actor.assumed)
  AND coalesce(actor.validFrom <= $today, true) AND coalesce($today < actor.validTo, true)
WITH actor, COLLECT {
  MATCH (actor)-[tie:KNOWS|EXCHANGES|COLLABORATES|FACILITATES|REFERS_TO]-(partner:Actor {formality: 'FORMAL'})
  WHERE tie.intensity >= 2 AND all(one IN [tie, partner] WHERE
    coalesce(one.validFrom <= $today, true) AND coalesce($today < one.validTo, true))
  RETURN DISTINCT partner {.id, .name}
} AS partners
ORDER BY size(partners)
WITH collect({actor: actor, partners: partners}) AS peers
// Above the 95th percentile of at least 20, by nearest rank, and never fewer than five.
WITH peers, CASE WHEN size(peers) >= 20
  THEN size(peers[toInteger(ceil(round(0.95 * size(peers), 6))) - 1].partners) + 1 END AS above
UNWIND peers AS peer
WITH peer.actor AS actor, peer.partners AS partners,
  CASE WHEN above > 5 THEN above WHEN above > 0 THEN 5 END AS heavy
WHERE (actor.capacity = 'OVERASKED' AND coalesce(actor.capacityOn <= $today, true)
    OR size(partners) >= heavy AND NOT coalesce(actor.capacity = 'ROOM'
      AND $today - duration({months: 6}) <= actor.capacityOn AND actor.capacityOn <= $today, false))
  AND ($area IS NULL OR EXISTS {
    MATCH at = (actor)-[:ACTIVE_IN]->(:Area)-[:WITHIN*0..]->(:Area {id: $area})
    WHERE all(one IN nodes(at) + relationships(at) WHERE
      coalesce(one.validFrom <= $today, true) AND coalesce($today < one.validTo, true))
  })
RETURN actor {.id, .name} AS initiative, actor.capacity AS capacity, actor.capacityOn AS capacityOn, partners
ORDER BY actor.name
