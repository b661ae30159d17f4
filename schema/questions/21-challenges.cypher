// Wat werd er van de uitdaagverzoeken?
MATCH (challenge:Challenge)
WHERE coalesce(challenge.validFrom <= $today, true) AND coalesce($today < challenge.validTo, true)
RETURN challenge {.id, .name} AS challenge, challenge.askedOn AS askedOn, challenge.outcome AS outcome,
  challenge.decidedOn AS decidedOn,
  COLLECT {
    MATCH (actor:Actor)-[link:CHALLENGES]->(challenge)
    WHERE all(one IN [actor, link] WHERE
      coalesce(one.validFrom <= $today, true) AND coalesce($today < one.validTo, true))
    RETURN DISTINCT actor {.id, .name}
  } AS challengedBy,
  COLLECT {
    MATCH (challenge)-[link:ADDRESSED_TO]->(actor:Actor)
    WHERE all(one IN [link, actor] WHERE
      coalesce(one.validFrom <= $today, true) AND coalesce($today < one.validTo, true))
    RETURN DISTINCT actor {.id, .name}
  } AS addressedTo
ORDER BY challenge.askedOn DESC
