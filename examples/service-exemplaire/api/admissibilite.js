// Applique la table regles/admissibilite.dmn, que la direction des permis approuve.

const OUVERTS = new Set(["LAC-NORD", "RIVIERE-SUD"]);
const NUITS_PERMISES = 14;

export function admissibilite({ secteur, nuits }) {
  return OUVERTS.has(secteur) && nuits <= NUITS_PERMISES ? "deposee" : "refusee";
}
