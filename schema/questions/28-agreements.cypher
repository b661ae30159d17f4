// Wat is er afgesproken, en is het gedaan?
MATCH (agreement:Agreement)
WHERE coalesce(agreement.validFrom <= $today, true) AND coalesce($today < agreement.validTo, true)
RETURN {id: agreement.id, name: agreement.text} AS agreement,
  COLLECT {
    MATCH (actor:Actor)-[link:AGREED]->(agreement)
    WHERE all(one IN [actor, link] WHERE
      coalesce(one.validFrom <= $today, true) AND coalesce($today < one.validTo, true))
    RETURN DISTINCT actor {.id, .name}
  } AS agreedBy,
  agreement.byWhen AS byWhen, agreement.done AS done
ORDER BY agreement.byWhen
