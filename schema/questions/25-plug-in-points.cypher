// Welke vijf aansluitpunten bereiken het meest, en via wie?
// The steps that the paths of the answer rest on: how strongly each pair is tied by its strongest tie.
MATCH (one:Actor)-[tie]-(other:Actor)
WHERE one.id < other.id AND all(one IN [one, tie, other] WHERE
  coalesce(one.validFrom <= $today, true) AND coalesce($today < one.validTo, true))
WITH one, other, max(tie.intensity / 4.0
    * CASE tie.confirmation WHEN 'MUTUAL' THEN 1.0 WHEN 'NOT_ASKED' THEN 0.8 ELSE 0.5 END
    * CASE WHEN tie.confidence < 0.5 THEN 2 * tie.confidence ELSE 1.0 END) AS strength
RETURN one {.id, .name} AS one, other {.id, .name} AS other, strength
ORDER BY one.id, other.id
