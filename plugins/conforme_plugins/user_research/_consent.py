"""Whether a text says how consent is asked for, rather than that it will be, or that it is to be settled."""

from __future__ import annotations

from conforme.facts import regex as re
from conforme.facts.text import fold, words

TELLING = 2
"""So many words beyond the promise itself say how: « signe un formulaire »."""
_SENTENCE = re.compile(r"[.;!?\n]")
_PUT_OFF = re.compile(
    r"\W{0,8}a (?:valider|confirmer|determiner|definir|preciser|venir|voir|discuter|verifier|convenir|faire|decider|rediger|approuver|completer)\b"
    r"|.{0,200}\b(?:est|sont|reste|restent|demeure|demeurent) (?:encore )?a (?:valider|confirmer|determiner|definir|preciser|discuter|"
    r"verifier|decider|rediger|approuver|faire|completer)\b"
    r"|.{0,200}\b(?:sera|seront) (?:\w{1,20} ){0,2}(?:defini|precise|determine|valide|confirme|etabli|discute|decide|redige)\w{0,2}\b"
    r"|.{0,200}\bto be (?:validated|confirmed|determined|defined|decided|discussed|agreed|reviewed|checked|written|drafted|approved|completed)\b"
    r"|.{0,200}\bwill be (?:\w{1,20} ){0,2}(?:validated|confirmed|determined|defined|decided|discussed|agreed|reviewed|drafted|worked out)\b"
    r"|.{0,200}\b(?:pending|under review|en attente|tbc|tbd)\b"
)
_PROMISE = frozenset(
    """a ai an and any are as ask asked asking at au aux avant avec be before beforehand by ce ces cet cette chacun chacune chaque citoyen
    citoyenne citoyennes citoyens collect collected consent consented consentement consentements consenting consentir consents d dans de
    debut demande demandee demander demandes des doit doivent du each eclaire eclairee en entrevue entrevues est et etre every explicit
    explicite explicitement for free freely from get getting give given giving got have il ils in informed interview interviews is it l la
    le les leur leurs libre librement must necessaire needed needs obtain obtained obtaining obtenir obtention obtenu obtenue obtenus of
    on ou our par participant participante participantes participants people person personne personnes persons pour prealable
    prealablement prior qui recueil recueilli recueillie recueillir request requested required requis requise respect respecte respected
    respectee s sa se seance seances sera seront session sessions shall should start sur the their them they this to toujours tous tout
    toute toutes un une upon usager usagers user users utilisateur utilisateurs utilisatrice utilisatrices we will with without y""".split()
)


def tells_how(text: str) -> int:
    """How many words of a text say how consent is asked for, kept or withdrawn; 0 for a promise and for what is put off."""
    sentences = (sentence for sentence in _SENTENCE.split(fold(text[:8000])) if not _PUT_OFF.match(sentence))
    return sum(1 for sentence in sentences for word in words(sentence) if word not in _PROMISE)
