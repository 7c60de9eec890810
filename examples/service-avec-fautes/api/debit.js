// Limite le nombre de demandes d’une même origine par minute (risque R-2).

const FENETRE = 60_000;

export function limiteur(maximum, maintenant = Date.now) {
  const passages = new Map();
  return (origine) => {
    const depuis = maintenant() - FENETRE;
    const recents = (passages.get(origine) ?? []).filter((moment) => moment > depuis);
    if (recents.length >= maximum) return false;
    passages.set(origine, [...recents, maintenant()]);
    return true;
  };
}
