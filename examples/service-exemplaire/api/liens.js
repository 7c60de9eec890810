// Liens de reprise : à usage unique, valides trente minutes (risque R-1).

import { randomBytes } from "node:crypto";

const DUREE = 30 * 60_000;

export function liens(maintenant = Date.now) {
  const ouverts = new Map();
  return {
    creer(numero) {
      const jeton = randomBytes(32).toString("base64url");
      ouverts.set(jeton, { numero, expire: maintenant() + DUREE });
      return jeton;
    },
    utiliser(jeton) {
      const lien = ouverts.get(jeton);
      ouverts.delete(jeton);
      return lien && lien.expire > maintenant() ? lien.numero : null;
    },
  };
}
