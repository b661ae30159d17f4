// Wie mag niet wegvallen, omdat het netwerk dan uiteenvalt?
// The network that the answer rests on: every pair with a tie that can be a way, and of which world each of them is.
MATCH (one:Actor)-[tie:KNOWS|EXCHANGES|COLLABORATES|FACILITATES|REFERS_TO|MEMBER_OF]->(other:Actor)
WHERE all(one IN [one, tie, other] WHERE
  coalesce(one.validFrom <= $today, true) AND coalesce($today < one.validTo, true))
RETURN tie.id AS tie, one.id AS one, other.id AS other,
  [actor IN [one, other] | CASE
    WHEN actor.formality = 'FORMAL' THEN 'SYSTEM_WORLD'
    WHEN actor.actorKind IN ['BUSINESS', 'OTHER'] AND 'formality' IN actor.assumed THEN 'NEITHER'
    ELSE 'LIVING_WORLD'
  END] AS worlds
ORDER BY tie
