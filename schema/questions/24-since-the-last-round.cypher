// Wat veranderde er sinds een meetronde?
// What the answer rests on: whether each tie held on the last day of the round, and whether it holds now. When a record
// became known stands in the log of the store, not in the network.
MATCH (round:Round {id: $round})
WITH CASE WHEN round.to < $today THEN round.to ELSE $today END AS then
MATCH (from:Actor)-[tie]->(to:Actor)
WITH tie, from, to, all(one IN [from, tie, to] WHERE
    coalesce(one.validFrom <= then, true) AND coalesce(then < one.validTo, true)) AS heldThen,
  all(one IN [from, tie, to] WHERE
    coalesce(one.validFrom <= $today, true) AND coalesce($today < one.validTo, true)) AS holdsNow
WHERE heldThen OR holdsNow
RETURN {id: tie.id, name: type(tie)} AS tie, from {.id, .name} AS from, to {.id, .name} AS to,
  tie.intensity AS intensity, heldThen, holdsNow
ORDER BY tie.id
