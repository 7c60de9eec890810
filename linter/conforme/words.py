"""The engine's own sentences in both languages. Those of rules, finders and standards are in their cards.

OQLF typography: no space before ; ! ?, a no-break space before : % $ and inside « ».
"""

from __future__ import annotations

from collections.abc import Mapping

LANGUAGES = ("fr", "en")

# Vocabulary of the report contract, §1.
_VOCABULARY: dict[str, tuple[str, str]] = {
    "strength.demonstrated": ("démontré", "demonstrated"),
    "strength.declared": ("déclaré", "declared"),
    "strength.indicative": ("indice", "indicative"),
    "outcome.pass": ("satisfaite", "pass"),
    "outcome.fail": ("non satisfaite", "fail"),
    "outcome.not-applicable": ("sans objet", "not applicable"),
    "outcome.unverified": ("non vérifiable ici", "unverified"),
    "outcome.error": ("erreur", "error"),
    "reason.contradicted": ("contredit", "contradicted"),
    "reason.unsafe": ("à retirer", "unsafe"),
    "reason.unreadable": ("illisible", "unreadable"),
    "reason.invalid": ("invalide", "invalid"),
    "reason.missing": ("absent", "missing"),
    "reason.hollow": ("non rempli", "hollow"),
    "reason.incomplete": ("incomplet", "incomplete"),
    "reason.stale": ("périmé", "stale"),
    "reason.late": ("tardif", "late"),
    "verdict.demonstrated": ("démontré", "demonstrated"),
    "verdict.declared": ("déclaré", "declared"),
    "verdict.attested": ("attesté", "attested"),
    "verdict.partial": ("partiel", "partial"),
    "verdict.not-shown": ("non montré", "not shown"),
    "verdict.contradicted": ("contredit", "contradicted"),
    "verdict.to-attest": ("à attester", "to attest"),
    "verdict.not-applicable": ("sans objet", "not applicable"),
    "verdict.unverified": ("non vérifiable ici", "unverified"),
    "verdict.not-examined": ("non examiné", "not examined"),
    "severity.expected": ("attendu à cette phase", "expected at this phase"),
    "severity.recommended": ("recommandé", "recommended"),
    "severity.later": ("attendu à une phase ultérieure", "expected at a later phase"),
    "role.development": ("développement", "development"),
    "role.research-design": ("recherche et design", "research and design"),
    "role.management": ("gestion", "management"),
    "effort.small": ("faible", "small"),
    "effort.medium": ("moyen", "medium"),
    "effort.large": ("élevé", "large"),
    "phase.discovery": ("découverte", "discovery"),
    "phase.alpha": ("alpha", "alpha"),
    "phase.beta": ("bêta", "beta"),
    "phase.live": ("mise en service", "live"),
    "provenance.official": ("titre officiel", "official title"),
    "provenance.reconstructed": ("titre reconstitué", "reconstructed title"),
    "provenance.proposed": ("titre proposé", "proposed title"),
    "reach.substance": ("se vérifie dans le dépôt", "can be verified in the repository"),
    "reach.record": ("se consigne dans le dépôt", "can be recorded in the repository"),
    "reach.attestation": ("se confirme par attestation", "can only be attested"),
    "snapshot.worktree": ("arbre de travail", "work tree"),
    "snapshot.index": ("index", "index"),
    "snapshot.revision": ("révision", "revision"),
    "snapshot.directory": ("dossier", "folder"),
    "need.necessary": ("nécessaire", "necessary"),
    "need.supporting": ("à l’appui", "supporting"),
    "lifecycle.stable": ("stable", "stable"),
    "lifecycle.experimental": ("à l’essai", "experimental"),
    "judges.present": ("l’état présent", "the present"),
    "judges.past": ("le passé", "the past"),
    "part.front": ("interface", "front end"),
    "part.api": ("API", "API"),
    "part.infra": ("infrastructure", "infrastructure"),
    "part.library": ("bibliothèque", "library"),
    "part.content": ("contenu", "content"),
    "scope.part": ("partie", "part"),
    "scope.repository": ("dépôt", "repository"),
    "scope.service": ("service", "service"),
}

# Findings that the engine states for every rule; a card may say them better.
_FINDINGS: dict[str, tuple[str, str]] = {
    "finding.missing": ("Aucun élément probant n’a été trouvé : {what}.", "No evidence found: {what}."),
    "finding.hollow": (
        "Le fichier « {path} » existe, mais il n’est pas rempli : il ne contient que le texte d’un gabarit ou des espaces réservés.",
        "“{path}” is there but not filled in: it holds only template text or placeholders.",
    ),
    "finding.invalid": ("Le fichier « {path} » n’est pas valide{problem}.", "“{path}” is not valid{problem}."),
    "finding.unreadable": ("Le fichier « {path} » ne peut pas être lu{problem}.", "“{path}” cannot be read{problem}."),
}

# What was seen where a finder looked.
_SAW: dict[str, tuple[str, str]] = {
    "saw.places": ("Fichiers recherchés", "Files looked for"),
    "saw.headings": ("Sections recherchées dans les pages Markdown", "Sections looked for in Markdown pages"),
    "saw.set-aside": (
        "mis de côté : sous « {folder} » (code d’autrui, gabarit, exemple ou test)",
        "set aside: under “{folder}” (third-party code, template, example or test)",
    ),
    "saw.untracked": (
        "présent sur le disque, mais non suivi par git : pour qu’il compte, faites « git add »",
        "on disk but not tracked by git: `git add` it",
    ),
    "saw.may-be-inherited": (
        "absent d’ici, mais peut venir de l’organisation : --inherit CHEMIN, vers le dépôt ou le dossier de l’organisation, le montre",
        "not here, but may come from the organisation: --inherit PATH, to its repository or folder, shows it",
    ),
    "saw.empty": ("vide", "empty"),
    "saw.placeholder": ("espaces réservés seulement", "only placeholders"),
    "saw.invalid": ("contenu non valide", "content not valid"),
    "saw.derived": ("page produite par un outil à partir d’une autre source", "page made by a tool from another source"),
    "saw.foreign": ("fichier du même nom, mais d’un autre outil", "a file of the same name, but of another tool"),
    "saw.unreadable": ("illisible", "not readable"),
    "saw.no-such-section": ("aucune section ne porte ce titre", "no section with such a title"),
}

# Why a rule does not apply.
_BECAUSE: dict[str, tuple[str, str]] = {
    "because.rule": ("la règle « {title} » n’est pas satisfaite", "the rule “{title}” does not hold"),
    "because.evidence": ("d’après {where}{reason}", "from {where}{reason}"),
    "because.manifest": ("déclaré dans la fiche du service ({where}) : {reason}{role}", "declared in the service manifest ({where}): {reason}{role}"),
    "because.part": (
        "nature de la partie, d’après la fiche du service ({where}) : {reason}",
        "kind of part, from the service manifest ({where}): {reason}",
    ),
    "because.role": (" (rôle : {role})", " (role: {role})"),
}

# Why something could not be told.
_LIMITS: dict[str, tuple[str, str]] = {
    "limit.missing-object": ("objet git absent du dépôt (clone partiel ou endommagé)", "git object missing (partial or damaged clone)"),
    "limit.too-large": ("fichier trop volumineux : {measured} octets (limite : {bound})", "file too large: {measured} bytes (limit: {bound})"),
    "limit.too-deep": (
        "éléments imbriqués trop profondément : {measured} niveaux (limite : {bound})",
        "nested too deeply: {measured} levels (limit: {bound})",
    ),
    "limit.too-many-nodes": ("trop d’éléments : {measured} (limite : {bound})", "too many elements: {measured} (limit: {bound})"),
    "limit.too-many-keys": ("trop de clés : {measured} (limite : {bound})", "too many keys: {measured} (limit: {bound})"),
    "limit.too-many-rows": ("trop de lignes : {measured} (limite : {bound})", "too many rows: {measured} (limit: {bound})"),
    "limit.too-much-evidence": ("trop d’éléments probants : {measured} (limite : {bound})", "too much evidence: {measured} (limit: {bound})"),
    "limit.number-too-long": ("nombre trop long : {measured} chiffres (limite : {bound})", "number too long: {measured} digits (limit: {bound})"),
    "limit.scalar-too-long": ("valeur trop longue : {measured} (limite : {bound})", "value too long: {measured} (limit: {bound})"),
    "limit.link": ("lien symbolique : non suivi", "symbolic link: not followed"),
    "limit.submodule": ("sous-module : son contenu n’est pas dans ce dépôt", "submodule: its content is not in this repository"),
    "limit.lfs-pointer": ("pointeur Git LFS : le contenu n’est pas dans ce dépôt", "Git LFS pointer: the content is not in this repository"),
    "limit.special-file": ("n’est ni un fichier ni un dossier ordinaire", "neither a regular file nor a folder"),
    "limit.permission": ("lecture refusée", "permission denied"),
    "limit.too-many-aliases": (
        "trop d’alias YAML : {measured} éléments une fois développés (limite : {bound})",
        "too many YAML aliases: {measured} elements once expanded (limit: {bound})",
    ),
    "limit.too-many-merged": ("trop de fusions YAML : {measured} (limite : {bound})", "too many YAML merges: {measured} (limit: {bound})"),
    "limit.too-many-lines": ("trop de lignes : {measured} (limite : {bound})", "too many lines: {measured} (limit: {bound})"),
    "limit.too-many-tokens": (
        "texte trop long à analyser : {measured} mots (limite : {bound})",
        "text too long to parse: {measured} tokens (limit: {bound})",
    ),
    "limit.too-many-references": ("trop de renvois : {measured} (limite : {bound})", "too many references: {measured} (limit: {bound})"),
    "limit.entities": ("déclarations d’entités XML : non lues", "XML entity declarations: not read"),
    "limit.io-error": ("erreur de lecture du disque", "disk read error"),
    "limit.tree-entries": ("trop de fichiers : {measured} (limite : {bound})", "too many files: {measured} (limit: {bound})"),
    "limit.tree-bytes": (
        "liste de fichiers trop longue : {measured} octets (limite : {bound})",
        "list of files too long: {measured} bytes (limit: {bound})",
    ),
    "limit.tree-incomplete": ("arborescence incomplète : des objets git manquent", "tree incomplete: git objects are missing"),
    "limit.git-time": ("git n’a pas répondu à temps (limite de dernier recours)", "git did not answer in time (last resort)"),
    "limit.duplicate-names": ("noms en double dans l’arborescence : {measured}", "duplicate names in the tree: {measured}"),
    "limit.path-length": ("chemin trop long : {measured} octets (limite : {bound})", "path too long: {measured} bytes (limit: {bound})"),
    "limit.path-depth": (
        "dossiers imbriqués trop profondément : {measured} niveaux (limite : {bound})",
        "folders nested too deeply: {measured} levels (limit: {bound})",
    ),
    "limit.history-commits": (
        "historique trop long : {measured} commits (limite : {bound})",
        "history too long: {measured} commits (limit: {bound})",
    ),
    "limit.history-time": ("l’historique n’a pas pu être lu à temps (limite de dernier recours)", "history could not be read in time (last resort)"),
    "limit.history-objects": ("historique incomplet : des objets git manquent", "history incomplete: git objects are missing"),
    "limit.history-changes": (
        "trop de changements dans un commit : {measured} (limite : {bound})",
        "too many changes in a commit: {measured} (limit: {bound})",
    ),
    "limit.history-tags": ("trop d’étiquettes : {measured} (limite : {bound})", "too many tags: {measured} (limit: {bound})"),
    "limit.shallow": ("clone superficiel : l’historique est coupé", "shallow clone: history is cut"),
    "limit.unmerged": ("fusion non terminée", "unfinished merge"),
    "limit.sparse": ("absent du disque (extraction partielle)", "not on disk (sparse checkout)"),
    "limit.changed-while-read": ("modifié pendant la lecture", "changed while being read"),
    "limit.git-link": ("dossier git écarté : c’est un lien symbolique", "git folder refused: it is a symbolic link"),
    "limit.git-file": (
        "dossier git écarté : il mène hors du dépôt sans lien de retour",
        "git folder refused: it leads elsewhere and nothing there points back",
    ),
    "limit.git-special-file": ("dossier git écarté : ni dossier ni fichier ordinaire", "git folder refused: neither a folder nor a regular file"),
    "limit.git-config": ("dossier git écarté : sa configuration est trop volumineuse", "git folder refused: its configuration is oversized"),
    "limit.manifest-invalid": (
        "fiche du service illisible (ligne {measured}) : ce qu’elle déclare n’a pas été retenu",
        "service manifest unreadable (line {measured}): what it declares was left out",
    ),
    "limit.manifest-partial": (
        "fiche du service, ligne {measured} : « {detail} » n’est pas valide et n’a pas été retenu, le reste l’a été",
        "service manifest, line {measured}: “{detail}” is not valid and was left out, the rest was kept",
    ),
    "limit.manifest-part-twice": (
        "fiche du service, ligne {measured} : une autre partie porte déjà l’identifiant « {detail} »; celle-ci n’a pas été retenue",
        "service manifest, line {measured}: another part already has the id “{detail}”; this one was left out",
    ),
    "limit.manifest-exclusion": (
        "fiche du service, ligne {measured} : « {detail} » n’est pas écarté, faute d’un motif et d’un rôle, ou parce que cette règle, cette action "
        "ou cette partie n’existe pas",
        "service manifest, line {measured}: “{detail}” is not set aside, for want of a reason and a role, or because there is no such rule, action "
        "or part",
    ),
    "limit.policy-exclusion": (
        "fiche du service, ligne {measured} : « {detail} » reste examiné, la consigne d’audit ne permet pas de l’écarter",
        "service manifest, line {measured}: “{detail}” is still examined, the audit policy does not let it be set aside",
    ),
    "limit.register-invalid": (
        "registre illisible (ligne {measured}) : ce qu’il contient n’a pas été retenu",
        "register unreadable (line {measured}): what it holds was left out",
    ),
    "limit.not-selected": (
        "toutes les règles ou toutes les parties n’ont pas été demandées : ce qu’elles diraient reste ouvert",
        "not all rules or parts were asked for: what they would say stays open",
    ),
    "limit.too-many-findings": (
        "trop de constats : {measured}, limite {bound}; les plus graves sont gardés",
        "too many findings: {measured}, bound {bound}; the worst are kept",
    ),
    "limit.finder-failed": ("le détecteur a échoué (défaut de l’outil) {detail}", "the finder failed (a fault of the tool) {detail}"),
    "limit.finder-crashed": ("le détecteur s’est arrêté brusquement sur ce dépôt", "the finder crashed on this repository"),
    "limit.finder-timed-out": ("le détecteur a dépassé la durée permise (limite de dernier recours)", "the finder ran out of time (last resort)"),
    "limit.finder-out-of-memory": ("le détecteur a dépassé la mémoire permise", "the finder ran out of memory"),
    "limit.rule-failed": ("la règle a échoué (défaut de l’outil) {detail}", "the rule failed (a fault of the tool) {detail}"),
    "limit.rule-crashed": ("la règle s’est arrêtée brusquement", "the rule crashed"),
    "limit.rule-timed-out": ("la règle a dépassé la durée permise (limite de dernier recours)", "the rule ran out of time (last resort)"),
    "limit.rule-out-of-memory": ("la règle a dépassé la mémoire permise", "the rule ran out of memory"),
    "limit.pass-without-evidence": (
        "la règle se dit satisfaite sans élément probant (défaut de l’outil)",
        "the rule passes without evidence (a fault of the tool)",
    ),
}

# The text report and the command line.
_TEXT: dict[str, tuple[str, str]] = {
    "text.fictitious": ("exemple fictif", "fictitious example"),
    "text.modified": ("modifié depuis", "modified since"),
    "text.phase": ("phase : {phase} ({source})", "phase: {phase} ({source})"),
    "phase-source.manifest": ("fiche du service", "service manifest"),
    "phase-source.option": ("option", "option"),
    "phase-source.default": ("par défaut", "default"),
    "text.guidance": (
        "Les bonnes pratiques sont des orientations. (2/3) : sur trois actions, deux sont montrées par un élément probant ou une attestation.",
        "The good practices are guidance. (2/3): of three actions, two are shown by evidence or an attestation.",
    ),
    "text.todo": ("À faire ensuite (■ bloquant, □ à améliorer)", "What to do next (■ blocking, □ to improve)"),
    "text.past": (
        "Ce que l’historique montre (cela ne se corrige pas, mais s’explique)",
        "What history shows (it cannot be mended, but it can be explained)",
    ),
    "text.role": ("Rôle :", "Role:"),
    "text.effort": ("effort", "effort"),
    "text.hint": ("; vouliez-vous dire « {nearest} »?", "; did you mean “{nearest}”?"),
    "text.exactly": (" ({detail})", " ({detail})"),
    "text.already": ("déjà présent", "already so"),
    "text.more": ("… et {count} de plus", "… and {count} more"),
    "text.looked": ("Examiné :", "Looked at:"),
    "text.undecided": ("Non vérifiable ici", "Could not be verified here"),
    "text.seen": ("Ce qui a été vu", "What was seen"),
    "text.no-rule": ("aucune règle dans cette version", "no rule in this version"),
    "text.actions": ("Actions", "Actions"),
    "text.rules": ("Règles", "Rules"),
    "text.since": (
        "Depuis {commit}, constats déjà présents, qui ne bloquent pas : {count}",
        "Since {commit}, findings that were already so and do not block: {count}",
    ),
    "text.no-phase": (
        "La phase n’est pas déclarée : seules comptent les règles attendues dès la découverte. Déclarez-la dans conformite/service.yaml (phase: beta) ou avec --phase.",
        "No phase declared: only rules expected from discovery on count. Declare it in conformite/service.yaml (phase: beta) or with --phase.",
    ),
    "text.blocking": ("Règles bloquantes : {count} (constats : {findings})", "Blocking rules: {count} (findings: {findings})"),
    "text.nothing-blocking": ("Rien de bloquant (constats : {findings})", "Nothing blocking (findings: {findings})"),
}

# Help and errors of the command line.
_COMMAND: dict[str, tuple[str, str]] = {
    "help.conforme": (
        "Lit le dépôt d’un service numérique et dit ce qu’il montre des bonnes pratiques numériques gouvernementales.",
        "Reads the repository of a digital service and says what it shows of the government digital good practices.",
    ),
    "help.command": ("COMMANDE", "COMMAND"),
    "metavar.PATH": ("CHEMIN", "PATH"),
    "metavar.URL": ("ADRESSE", "URL"),
    "metavar.BASE": ("DÉPART", "BASE"),
    "metavar.HEAD": ("ARRIVÉE", "HEAD"),
    "metavar.N": ("N", "N"),
    "metavar.ACTION": ("ACTION", "ACTION"),
    "metavar.REV": ("RÉVISION", "REV"),
    "metavar.YYYY-MM-DD": ("AAAA-MM-JJ", "YYYY-MM-DD"),
    "metavar.ID": ("ID", "ID"),
    "metavar.SET": ("MOTS", "SET"),
    "metavar.FILE": ("FICHIER", "FILE"),
    "metavar.RULE": ("RÈGLE", "RULE"),
    "metavar.NAME": ("NOM", "NAME"),
    "help.version": ("affiche la version", "show the version"),
    "help.check": ("audite un dépôt et rend compte des pratiques", "audit a repository and report on the practices"),
    "help.evidence": ("liste les éléments probants trouvés, par catégorie", "list the evidence that was found, by kind"),
    "help.explain": (
        "explique une règle : ce qu’elle cherche, où, pourquoi, quoi faire",
        "explain a rule: what it looks for, where, why, what to do",
    ),
    "help.rules": ("liste les règles et les actions qu’elles appuient", "list the rules and the actions that they serve"),
    "help.practices": ("affiche les pratiques et les actions", "show the practices and their actions"),
    "help.schema": ("affiche le schéma JSON d’un registre, pour les éditeurs", "print the JSON Schema of a register, for editors"),
    "help.registers": ("vérifie les registres donnés en fichiers", "check the registers given as files"),
    "help.init": (
        "écrit la fiche du service et les registres qui s’appliquent, à remplir; n’écrase rien",
        "write the service manifest and the registers that apply, to fill in; overwrite nothing",
    ),
    "help.lang": ("langue : fr ou en", "language: fr or en"),
    "help.color": ("couleur : auto, always ou never", "colour: auto, always or never"),
    "help.no-cache": ("ne lit pas le cache et n’y écrit pas", "neither read nor write the cache"),
    "help.quiet": ("laisse de côté le tableau des pratiques", "leave out the table of practices"),
    "help.verbose": ("montre aussi ce qui a été vu et le détail des actions", "also show what was seen, and each action"),
    "help.path": (
        "dépôt git, dépôt nu ou dossier (par défaut : le dossier courant)",
        "git repository, bare repository or folder (default: the current folder)",
    ),
    "help.rev": ("lit cette révision directement dans les objets git", "read that revision, straight from git’s objects"),
    "help.staged": ("lit l’index, c’est-à-dire ce qui va être enregistré", "read the index: what is about to be committed"),
    "help.date": ("date de l’audit (par défaut : aujourd’hui, UTC)", "date of the audit (default: today, UTC)"),
    "help.select": (
        "retient seulement ces pratiques, actions ou règles (18, 18.1, kpi-defined)",
        "only these practices, actions or rules (18, 18.1, kpi-defined)",
    ),
    "help.ignore": ("laisse de côté ces pratiques, actions ou règles", "leave out these practices, actions or rules"),
    "help.part": ("retient seulement cette partie de la fiche du service", "only this part of the service manifest"),
    "help.since": ("ne bloque que ce qui est pire qu’à cette révision", "block only on what is worse than at that revision"),
    "help.phase": ("phase du service (par défaut : celle de la fiche)", "phase of the service (default: the manifest’s)"),
    "help.fail-on": (
        "ce qui bloque : expected (par défaut), recommended, contradicted, undecided, never",
        "what blocks: expected (default), recommended, contradicted, undecided, never",
    ),
    "help.exit-zero": ("se termine avec le code 0 même si quelque chose bloque", "exit 0 even when something blocks"),
    "help.format": (
        "format du rapport; peut être répété, chacun suivi de son --output",
        "format of the report; repeatable, each followed by its --output",
    ),
    "help.output": ("fichier où écrire le rapport du format qui précède", "file to write the preceding format to"),
    "help.rule": ("identifiant de la règle", "id of the rule"),
    "help.limits": ("affiche les limites de lecture", "show the limits of what is read"),
    "help.schema-name": ("nom du schéma (sans nom : la liste)", "name of the schema (none: the list)"),
    "help.register-files": ("fichiers de registres", "files of registers"),
    "explain.why": ("Pourquoi", "Why"),
    "explain.fix": ("Quoi faire", "What to do"),
    "explain.where": ("Où la règle regarde : {kind}", "Where the rule looks: {kind}"),
    "explain.root-files": ("fichiers à la racine :", "files at the root:"),
    "explain.files": ("fichiers, où qu’ils soient :", "files, wherever they are:"),
    "explain.by-content": ("fichiers retenus d’après leur contenu :", "files kept for their content:"),
    "explain.headings": ("sections intitulées :", "sections titled:"),
    "explain.pages": ("dans les pages :", "in the pages:"),
    "explain.registers": ("registres :", "registers:"),
    "explain.messages": ("Ce que la règle peut signaler", "What the rule can say"),
    "explain.example": ("Exemple de règle", "Example, outcome:"),
    "help.init-what": (
        "dossier ou dépôt (par défaut : ici), puis les registres voulus s’il ne faut que ceux-là",
        "folder or repository (default: here), then the registers wanted when only those are",
    ),
    "help.init-all": (
        "tous les registres, même sans objet à cette phase ou déjà tenus ailleurs",
        "all registers, even if not asked at this phase or kept elsewhere",
    ),
    "help.init-dry-run": ("dit ce qui serait écrit, sans rien écrire", "say what would be written, and write nothing"),
    "help.init-yes": ("ne pose aucune question : ce qui n’est pas trouvé reste à compléter", "ask nothing: what is not found is left to complete"),
    "help.init-no-schemas": ("sans les schémas que lisent les éditeurs", "without the schemas that editors read"),
    "help.schema-catalog": (
        "affiche le catalogue des registres (noms de fichiers, adresses des schémas), à la manière de SchemaStore",
        "print the catalog of registers (file names, addresses of schemas), in the manner of SchemaStore",
    ),
    "help.schema-base": ("adresse ou dossier où se trouvent les schémas du catalogue", "address or folder where the schemas of the catalog are"),
    "typed.date": ("Une date, comme 2026-04-01.", "A date such as 2026-04-01."),
    "typed.quantity": ("Un nombre avec son unité, comme 12 jours ou 90 %.", "A number with its unit, such as 12 days or 90%."),
    "typed.number": ("Un nombre.", "A number."),
    "typed.period": ("Une fréquence, comme mensuelle ou trimestrielle.", "A frequency, such as monthly or quarterly."),
    "typed.level": ("Très faible, faible, moyen, élevé, très élevé, ou de 1 à 5.", "Very low, low, medium, high, very high, or 1 to 5."),
    "typed.direction": ("Hausse, baisse ou maintien.", "Up, down or hold."),
    "typed.status": ("Un état, comme ouvert, en cours ou fermé.", "A status, such as open, in progress or closed."),
    "typed.boolean": ("Oui ou non.", "Yes or no."),
    "typed.url": ("Une adresse Web.", "A Web address."),
    "skeleton.placeholder": ("À compléter", "To complete"),
    "skeleton.date": ("AAAA-MM-JJ", "YYYY-MM-DD"),
    "skeleton.choices": ("Au choix : {values}.", "One of: {values}."),
    "skeleton.from": ("D’après {source} : à confirmer.", "From {source}: to confirm."),
    "skeleton.proposed": ("D’après {source} : ôtez le # si c’est bien le cas.", "From {source}: take the # away if it is so."),
    "skeleton.fill": (
        "Remplacez chaque « À compléter » et chaque AAAA-MM-JJ, répétez un bloc autant de fois qu’il le faut, retirez ce qui ne sert pas. "
        "Une ligne qui commence par # collé à un mot est facultative : ôtez le # pour vous en servir. Tant que rien n’est rempli, rien n’est montré.",
        "Replace each “To complete” and each YYYY-MM-DD, repeat a block as often as needed, take out what is of no use. "
        "A line that begins with # right before a word is optional: take the # away to use it. As long as nothing is filled in, nothing is shown.",
    ),
    "skeleton.roles": ("Nommez des rôles, jamais des personnes.", "Name roles, never persons."),
    "skeleton.keys": (
        "Les clés et les mots anglais se lisent aussi; pour un même champ, un seul des deux.",
        "French keys and words are read too; for one field, only one of the two.",
    ),
    "skeleton.check": ("Pour vérifier ce fichier : conforme registers {path}", "To check this file: conforme registers {path}"),
    "snippet.label": ("nouveau : {what}", "new: {what}"),
    "init.title": ("conforme init", "conforme init"),
    "init.found": ("Trouvé dans le dépôt", "Found in the repository"),
    "init.found-one": ("{what} : {value} (d’après {source})", "{what}: {value} (from {source})"),
    "init.written": ("Écrit", "Written"),
    "init.would-write": ("Serait écrit (rien ne l’a été : --dry-run)", "Would be written (nothing was: --dry-run)"),
    "init.schemas": ("{folder}/ : {count} schémas, pour l’éditeur", "{folder}/: {count} schemas, for the editor"),
    "init.kept": ("Laissé tel quel", "Left as it is"),
    "init.not-written": ("Pas écrit", "Not written"),
    "init.nothing": ("Rien à écrire.", "Nothing to write."),
    "init.why-manifest": ("ce qu’est le service et où il en est", "what the service is and how far it is"),
    "init.why-write": ("aucun support trouvé : {kinds}", "no carrier found: {kinds}"),
    "init.why-named": ("demandé", "asked for"),
    "init.why-found": ("déjà tenu dans {place}", "already kept in {place}"),
    "init.why-flawed": ("{place} est là, à remplir ou à corriger", "{place} is there, to fill in or to mend"),
    "init.why-unseen": ("tout n’a pas pu être lu; « conforme evidence » dit pourquoi", "not everything could be read; `conforme evidence` says why"),
    "init.why-later": ("attendu à une phase ultérieure ({phase})", "expected at a later phase ({phase})"),
    "init.why-not-applicable": ("déclaré sans objet dans la fiche du service", "declared not applicable in the service manifest"),
    "init.why-unread": ("aucune règle ne le lit dans cette version", "no rule reads it in this version"),
    "init.names": ("Pour en écrire un quand même : conforme init {example}", "To write one all the same: conforme init {example}"),
    "init.next": (
        "Ensuite : remplissez, « git add {folder} », puis « conforme check ». Rien de ce qui vient d’être écrit ne compte avant d’être rempli.",
        "Next: fill in, `git add {folder}`, then `conforme check`. Nothing of what was just written counts until it is filled in.",
    ),
    "init.inside": (
        "Attention : ce dossier est dans le dépôt {root}, dont l’audit lit les registres à sa racine : conforme init {root}",
        "Note: this folder is inside the repository {root}, whose audit reads registers at its root: conforme init {root}",
    ),
    "init.ask": ("{what} (Entrée : à compléter plus tard) : ", "{what} (Enter: to complete later): "),
    "init.ask-again": ("Au choix : {values}.", "One of: {values}."),
    "error.init-bare": (
        "{path} : un dépôt nu n’a pas de fichiers où écrire; donnez un arbre de travail ou un dossier",
        "{path}: a bare repository has no files to write to; give a work tree or a folder",
    ),
    "error.init-link": (
        "{path} : c’est un lien symbolique ou un fichier, rien n’y est écrit; un dossier est attendu",
        "{path}: this is a symbolic link or a file, nothing is written there; a folder is expected",
    ),
    "error.init-what": (
        "« {value} » n’est ni un dossier, ni un registre (le plus proche : {nearest}; au choix : {known})",
        "“{value}” is neither a folder nor a register (nearest: {nearest}; one of: {known})",
    ),
    "error.init-two-paths": ("un seul dossier est attendu : {first}, {second}", "only one folder is expected: {first}, {second}"),
    "error.init-write": ("{path} : rien n’a été écrit ({detail})", "{path}: nothing was written ({detail})"),
    "error.schema-and-catalog": ("donnez un nom de schéma ou --catalog, pas les deux", "give the name of a schema or --catalog, not both"),
    "bounds.head": (
        "Limites de lecture : fichiers écrits à la main, puis (deuxième colonne) gros fichiers produits par un outil. Au-delà : « non vérifiable ici ».",
        "Limits of reading: files written by hand, then (second column) big files made by a tool. Beyond: “unverified”.",
    ),
    "bounds.bytes": ("octets d’un fichier", "bytes of a file"),
    "bounds.depth": ("niveaux d’imbrication", "levels of nesting"),
    "bounds.nodes": ("éléments", "elements"),
    "bounds.keys": ("clés d’un objet", "keys of a mapping"),
    "bounds.scalar": ("octets d’une valeur", "bytes of a value"),
    "bounds.digits": ("chiffres d’un nombre", "digits of a number"),
    "bounds.expanded": ("éléments, alias YAML développés", "elements, YAML aliases expanded"),
    "bounds.merged": ("clés fusionnées (YAML)", "merged keys (YAML)"),
    "bounds.rows": ("lignes d’un tableau", "rows of a table"),
    "bounds.entries": ("fichiers d’un dépôt", "files of a repository"),
    "bounds.commits": ("commits lus dans l’historique", "commits read in the history"),
    "bounds.evidence": ("éléments probants d’une catégorie", "pieces of evidence of a kind"),
    "bounds.findings": ("constats affichés pour une règle", "findings of a rule that are shown"),
    "bounds.finder-seconds": ("secondes d’un détecteur (dernier recours)", "seconds of a finder (last resort)"),
    "bounds.rule-seconds": ("secondes d’une règle (dernier recours)", "seconds of a rule (last resort)"),
    "bounds.memory": ("octets de mémoire du processus qui lit", "bytes of memory of the reading process"),
    "error.usage": ("{detail}", "{detail}"),
    "error.tool": ("l’outil a échoué : {detail}", "the tool failed: {detail}"),
    "error.date": ("--date {value} : une date comme 2026-11-23 est attendue", "--date {value}: a date such as 2026-11-23 is expected"),
    "error.date-range": (
        "--date {value} : une date du {first} au {last} est attendue",
        "--date {value}: a date from {first} to {last} is expected",
    ),
    "error.option-before-command": (
        "{option} : placez cette option après la commande (conforme {command} {option} …)",
        "{option}: this option goes after the command (conforme {command} {option} …)",
    ),
    "error.fail-on": ("--fail-on {value} : un de ces mots est attendu : {choices}", "--fail-on {value}: one of these words is expected: {choices}"),
    "error.fail-on-lost": (
        "--fail-on lost compare deux états d’un dépôt et ne va pas avec « check », qui n’en juge qu’un; au choix ici : {choices}",
        "--fail-on lost compares two states of a repository and does not go with `check`, which judges one; one of: {choices}",
    ),
    "error.nothing-listed": ("{option} : au moins une valeur est attendue", "{option}: at least one value is expected"),
    "error.output-without-format": ("--output {output} : indiquez d’abord son --format", "--output {output}: its --format must come first"),
    "unwritten.EACCES": ("écriture refusée", "permission denied"),
    "unwritten.EISDIR": ("c’est un dossier", "it is a folder"),
    "unwritten.ELOOP": ("les liens symboliques tournent en rond", "symbolic links go round in circles"),
    "unwritten.ENOENT": ("dossier introuvable", "no such folder"),
    "unwritten.ENOSPC": ("plus d’espace sur le disque", "no space left"),
    "unwritten.ENOTDIR": ("le chemin passe par un fichier", "the path goes through a file"),
    "unwritten.EPERM": ("écriture refusée", "permission denied"),
    "unwritten.EROFS": ("disque en lecture seule", "read-only disk"),
    "unwritten.other": ("{name}", "{name}"),
    "error.output": ("{output} : le rapport n’a pas pu être écrit ({why})", "{output}: the report could not be written ({why})"),
    "error.catalog": ("les fiches de l’outil ne peuvent pas être lues : {detail}", "the tool’s own cards cannot be read: {detail}"),
    "error.not-there": ("{path} : ce chemin n’existe pas", "{path}: no such path"),
    "error.not-readable": ("{path} : ce chemin ne peut pas être lu", "{path}: this path cannot be read"),
    "error.not-a-folder": ("{path} : un dossier ou un dépôt est attendu", "{path}: a folder or a repository is expected"),
    "error.unknown-revision": (
        "{path} : la révision « {rev} » est inconnue (dans un clone superficiel, récupérez d’abord l’historique)",
        "{path}: unknown revision “{rev}” (in a shallow clone, fetch the history first)",
    ),
    "error.corrupt-repository": (
        "{path} : le dépôt git est endommagé, rien n’a pu être lu",
        "{path}: the git repository is damaged, nothing could be read",
    ),
    "error.not-a-repository": (
        "{path} : --rev, --staged et --since demandent un dépôt git",
        "{path}: --rev, --staged and --since need a git repository",
    ),
    "error.no-index": ("{path} : un dépôt nu n’a pas d’index", "{path}: a bare repository has no index"),
    "error.rev-and-staged": ("--rev et --staged ne peuvent pas être utilisées ensemble", "--rev and --staged do not go together"),
    "error.git-missing": ("git est introuvable : installez-le ou donnez un simple dossier", "git was not found: install it, or give a plain folder"),
    "error.selector": ("« {value} » n’est ni une pratique, ni une action, ni une règle{hint}", "“{value}” is no practice, action or rule{hint}"),
    "error.selector-kind": (
        "« {value} » n’est ni une pratique, ni une action, ni une règle, ni une catégorie d’éléments probants{hint}",
        "“{value}” is no practice, action, rule or kind of evidence{hint}",
    ),
    "error.rule": ("« {value} » : règle inconnue{hint}", "“{value}”: unknown rule{hint}"),
    "error.explain-nothing": (
        "nommez une règle (« conforme rules » en donne la liste) ou utilisez --limits",
        "name a rule (`conforme rules` lists them), or use --limits",
    ),
    "error.schema": ("« {value} » : schéma inconnu (au choix : {known})", "“{value}”: unknown schema (one of: {known})"),
    "error.part": (
        "--part {value} : cette partie ne figure pas dans la fiche du service (au choix : {known})",
        "--part {value}: no such part in the service manifest (one of: {known})",
    ),
    "error.no-kind": ("aucune catégorie d’éléments probants n’est retenue", "no kind of evidence is selected"),
    "error.settings-syntax": ("{path}:{line} : la syntaxe TOML n’est pas valide", "{path}:{line}: TOML syntax is not valid"),
    "error.settings-unreadable": ("{path} : ces réglages ne peuvent pas être lus : {why}", "{path}: these settings cannot be read: {why}"),
    "error.settings-not-a-table": ("{path} : [tool.conforme] doit être une table", "{path}: [tool.conforme] must be a table"),
    "error.settings-key": ("{path} : réglage inconnu « {key} » (au choix : {known})", "{path}: unknown setting “{key}” (one of: {known})"),
    "error.settings-value": (
        "{path} : « {value} » ne convient pas à « {key} » (au choix : {known}); un dépôt peut ajouter à ce qui bloque, jamais en retirer",
        "{path}: “{value}” does not fit “{key}” (one of: {known}); a repository can add to what blocks, never take away",
    ),
    "error.not-a-register": (
        "{path} : ce n’est pas un registre (noms attendus : {known})",
        "{path}: not a register (expected names: {known})",
    ),
}

# What is wrong with a value, a key or a syntax, where a register or a document is not valid.
_PROBLEMS: dict[str, tuple[str, str]] = {
    "problem.yaml-syntax": ("la syntaxe YAML n’est pas valide{exactly}", "YAML syntax is not valid{exactly}"),
    "problem.json-syntax": ("la syntaxe JSON n’est pas valide{exactly}", "JSON syntax is not valid{exactly}"),
    "problem.toml-syntax": ("la syntaxe TOML n’est pas valide{exactly}", "TOML syntax is not valid{exactly}"),
    "problem.csv-syntax": ("la syntaxe CSV n’est pas valide{exactly}", "CSV syntax is not valid{exactly}"),
    "problem.xml-syntax": ("la syntaxe XML n’est pas valide{exactly}", "XML syntax is not valid{exactly}"),
    "problem.duplicate-name": ("le nom « {found} » est donné deux fois", "the name “{found}” is given twice"),
    "problem.same-path": ("les chemins « {found} » et « {expected} » sont le même", "the paths “{found}” and “{expected}” are the same"),
    "problem.syntax": ("la syntaxe n’est pas valide{exactly}", "syntax is not valid{exactly}"),
    "problem.unresolved": ("la référence « {found} » ne mène nulle part", "the reference “{found}” leads nowhere"),
    "problem.duplicate-key": ("la clé « {name} » y figure deux fois", "the key “{name}” is there twice"),
    "problem.alias": ("un alias YAML ne mène nulle part ou se contient lui-même", "a YAML alias leads nowhere or contains itself"),
    "problem.merge": ("une fusion « << » ne porte pas sur un objet", "a `<<` merge is not of a mapping"),
    "problem.complex-key": ("une clé n’est pas du texte", "a key is not text"),
    "problem.lone-surrogate": ("un caractère Unicode est incomplet", "a Unicode character is incomplete"),
    "problem.unknown-key": ("clé inconnue « {found} »{hint}", "unknown key “{found}”{hint}"),
    "problem.missing-key": ("il manque la clé « {expected} »", "the key “{expected}” is missing"),
    "problem.missing-one-of": ("il manque l’une de ces clés : {expected}", "one of these keys is missing: {expected}"),
    "problem.two-keys": (
        "« {found} » et « {expected} » disent la même chose : gardez-en une",
        "“{found}” and “{expected}” are the same field: keep one",
    ),
    "problem.wrong-type": ("« {found} » n’est pas du type attendu : {expected}", "“{found}” is not of the expected type: {expected}"),
    "problem.not-one-of": (
        "« {found} » n’est pas l’un des mots attendus : {expected}{hint}",
        "“{found}” is not one of the expected words: {expected}{hint}",
    ),
    "problem.write-date": ("« {found} » n’est pas une date : écrivez par exemple {nearest}", "“{found}” is not a date: write for example {nearest}"),
    "problem.no-such-date": ("« {found} » : cette date n’existe pas", "“{found}”: there is no such date"),
    "problem.e-mail": ("une adresse de courriel est écrite à la place d’un rôle", "an e-mail address stands where a role is expected"),
    "problem.wrong-form": ("« {found} » n’a pas la forme attendue", "“{found}” does not have the expected form"),
    "problem.empty": ("aucune valeur n’est écrite", "nothing is written"),
    "problem.too-long": ("« {found} » est trop long", "“{found}” is too long"),
    "problem.too-small": ("« {found} » est trop petit; au moins : {expected}", "“{found}” is too small; at least: {expected}"),
    "problem.too-large": ("« {found} » est trop grand; au plus : {expected}", "“{found}” is too large; at most: {expected}"),
    "problem.not-a-number": ("« {found} » n’est pas un nombre", "“{found}” is not a number"),
    "problem.ambiguous-number": (
        "« {found} » peut se lire de deux façons : écrivez 1234 ou 1,234",
        "“{found}” can be read in two ways: write 1234 or 1.234",
    ),
    "problem.not-a-quantity": ("« {found} » n’est pas une quantité", "“{found}” is not a quantity"),
    "problem.not-a-period": (
        "« {found} » n’est pas une fréquence (mensuel, trimestriel, P3M…)",
        "“{found}” is not a frequency (monthly, quarterly, P3M…)",
    ),
    "problem.ambiguous-period": ("« {found} » peut se lire de deux façons", "“{found}” can be read in two ways"),
    "problem.no-fixed-period": ("« {found} » n’est pas une fréquence fixe", "“{found}” is not a fixed frequency"),
    "problem.not-a-boolean": ("« {found} » n’est ni oui ni non", "“{found}” is neither yes nor no"),
    "problem.not-a-direction": ("« {found} » n’est pas un sens (hausse, baisse, maintien)", "“{found}” is not a direction (up, down, hold)"),
    "problem.not-a-level": (
        "« {found} » n’est pas un niveau (faible, moyen, élevé, ou de 1 à 5)",
        "“{found}” is not a level (low, medium, high, or 1 to 5)",
    ),
    "problem.not-a-status": ("« {found} » n’est pas un état connu", "“{found}” is not a known status"),
    "problem.not-a-url": ("« {found} » n’est pas une adresse Web", "“{found}” is not a Web address"),
    "problem.not-a-date": (
        "« {found} » n’est pas une date : écrivez par exemple 2026-04-01",
        "“{found}” is not a date: write for example 2026-04-01",
    ),
    "problem.not-a-text": ("« {found} » n’est pas du texte", "“{found}” is not text"),
    "problem.not-a-role": ("« {found} » n’est pas un rôle", "“{found}” is not a role"),
    "problem.not-a-list": ("« {found} » n’est pas une liste", "“{found}” is not a list"),
    "problem.no-contact-field": ("aucune ligne Contact (RFC 9116)", "no Contact line (RFC 9116)"),
    "problem.placeholder": ("« {found} » est un espace réservé", "“{found}” is a placeholder"),
    "problem.n/a": ("« {found} » : sans objet", "“{found}”: not applicable"),
}

# What people sign: waivers, attestations, and what the audited repository lowered.
_SIGNED: dict[str, tuple[str, str]] = {
    "waiver.active": ("vaut jusqu’au {date}", "holds until {date}"),
    "waiver.expiring": ("se termine bientôt, le {date}", "ends soon, on {date}"),
    "waiver.unused": ("ne sert plus : aucun constat ne lui correspond; retirez-la", "serves no more: no finding matches it; take it out"),
    "waiver.unknown-rule": ("ne vaut pas : la règle « {rule} » n’existe pas", "does not hold: there is no rule “{rule}”"),
    "waiver.incomplete": (
        "ne vaut pas : il manque, ou ne se lit pas, ce qui suit : {fields}",
        "does not hold: this is missing or cannot be read: {fields}",
    ),
    "waiver.not-yet": ("ne vaut pas encore : elle est datée du {date}", "does not hold yet: it is dated {date}"),
    "waiver.expired": ("ne vaut plus depuis le {date}", "has not held since {date}"),
    "waiver.refused": ("ne vaut pas : la consigne d’audit la refuse", "does not hold: the audit policy refuses it"),
    "waiver.too-long": (
        "ne vaut pas : elle dure {days} jours, la consigne d’audit en permet {bound}",
        "does not hold: it lasts {days} days, the audit policy allows {bound}",
    ),
    "waiver.not-waivable": (
        "ne vaut pas : un constat contredit ou à retirer ne peut pas être mis de côté",
        "does not hold: a contradiction, or what should not be there, cannot be set aside",
    ),
    "attestation.valid": ("vaut jusqu’au {date}", "holds until {date}"),
    "attestation.expiring": ("se termine bientôt, le {date}", "ends soon, on {date}"),
    "attestation.unknown-action": ("ne vaut pas : l’action « {action} » n’existe pas", "does not hold: there is no action “{action}”"),
    "attestation.incomplete": (
        "ne vaut pas : il manque, ou ne se lit pas, ce qui suit : {fields}",
        "does not hold: this is missing or cannot be read: {fields}",
    ),
    "attestation.not-yet": ("ne vaut pas encore : elle est datée du {date}", "does not hold yet: it is dated {date}"),
    "attestation.expired": ("ne vaut plus depuis le {date}", "has not held since {date}"),
    "attestation.refused": ("ne vaut pas : la consigne d’audit la refuse", "does not hold: the audit policy refuses it"),
    "attestation.too-long": (
        "ne vaut pas : elle dure {days} jours, la consigne d’audit en permet {bound}",
        "does not hold: it lasts {days} days, the audit policy allows {bound}",
    ),
    "attestation.other-commit": (
        "ne vaut pas : le commit {commit} n’est pas dans le passé de ce dépôt",
        "does not hold: commit {commit} is not in the past of this repository",
    ),
    "attestation.unknown-commit": (
        "ne vaut pas ici : l’historique qui montrerait le commit {commit} n’est pas là",
        "does not hold here: the history that would show commit {commit} is not there",
    ),
    "waiver-reason.accepted-risk": ("risque accepté", "accepted risk"),
    "waiver-reason.planned": ("correction prévue", "planned correction"),
    "waiver-reason.elsewhere": ("montré ailleurs", "shown elsewhere"),
    "waiver-reason.false-alarm": ("constat inexact", "inexact finding"),
    "waiver-reason.constraint": ("contrainte externe", "external constraint"),
    "signed-field.rule": ("la règle", "the rule"),
    "signed-field.reason": ("le motif", "the reason"),
    "signed-field.explanation": ("l’explication", "the explanation"),
    "signed-field.role": ("le rôle", "the role"),
    "signed-field.decision": ("la décision", "the decision"),
    "signed-field.date": ("la date", "the date"),
    "signed-field.expires": ("l’échéance", "the last day"),
    "signed-field.action": ("l’action", "the action"),
    "signed-field.statement": ("l’énoncé", "the statement"),
    "signed-field.organisation": ("l’organisation", "the organisation"),
    "signed-field.valid_until": ("la date de fin", "the end date"),
    "signed-field.link": ("le lien", "the link"),
    "signed.waivers": ("Dérogations", "Waivers"),
    "signed.attestations": ("Attestations", "Attestations"),
    "signed.lowered": ("Ce que le dépôt a écarté", "What the repository set aside"),
    "signed.no-waiver": ("Aucune dérogation.", "No waiver."),
    "signed.by": ("{reason} · {role}", "{reason} · {role}"),
    "signed.used": ("{count} constats mis de côté", "{count} findings set aside"),
    "signed.inherited": ("de l’organisation", "of the organisation"),
    "signed.policy": ("consigne d’audit : {name} ({digest})", "audit policy: {name} ({digest})"),
    "lowered.not-applicable": ("{ref} : dit sans objet par {role}", "{ref}: said not applicable by {role}"),
    "lowered.waiver": ("{ref} : constats mis de côté par {role}", "{ref}: findings set aside by {role}"),
    "lowered.refused": ("refusé par la consigne d’audit ou par la règle", "refused by the audit policy or by the rule"),
    "attest.blank": ("À compléter", "To complete"),
    "attest.head": (
        "Brouillon : une personne autorisée le complète, l’ajoute au registre des attestations et l’enregistre dans git.",
        "Draft: somebody entitled completes it, adds it to the register of attestations and commits it.",
    ),
    "attest.what": ("Ce que la personne atteste : {what}", "What the person vouches for: {what}"),
    "text.waived": ("dérogation {waiver}", "waiver {waiver}"),
    "help.waivers": ("liste et vérifie les dérogations", "list and check the waivers"),
    "help.attest": ("prépare une attestation, qu’une personne complète", "draft an attestation, for a person to complete"),
    "help.policy": (
        "consigne d’audit (fichier YAML ou JSON), que le dépôt ne peut pas affaiblir",
        "audit policy (YAML or JSON file), which the repository cannot weaken",
    ),
    "help.inherit": (
        "dépôt ou dossier de l’organisation, pour ce qu’un dépôt en hérite",
        "repository or folder of the organisation, for what a repository inherits",
    ),
    "help.action": ("numéro de l’action", "number of the action"),
    "error.policy": ("{path}:{line} : la consigne d’audit n’est pas valide ({problem})", "{path}:{line}: the audit policy is not valid ({problem})"),
    "error.policy-rule": (
        "{path}: la consigne d’audit nomme la règle « {value} », qui n’existe pas{nearest}",
        "{path}: the audit policy names the rule “{value}”, which does not exist{nearest}",
    ),
    "error.policy-unreadable": ("{path}: la consigne d’audit ne peut pas être lue", "{path}: the audit policy cannot be read"),
    "error.action": ("« {value} » : aucune action de ce numéro", "“{value}”: no action has that number"),
    "change.gained": ("gagné", "gained"),
    "change.strengthened": ("renforcé", "strengthened"),
    "change.same": ("inchangé", "same"),
    "change.weakened": ("affaibli", "weakened"),
    "change.lost": ("perdu", "lost"),
    "change.contradicted": ("contredit", "contradicted"),
    "change.unknown": ("inconnu", "unknown"),
    "diff.head": ("De {base} à {head}, le {date}", "From {base} to {head}, on {date}"),
    "diff.nothing": ("Aucun verdict ne change.", "No verdict changes."),
    "diff.others": ("Autres résultats qui changent", "Other results that change"),
    "diff.absent": ("absente", "absent"),
    "diff.by-time": ("Le temps seul a changé, à la base, le verdict de : {actions}", "Time alone changed, at the base, the verdict of: {actions}"),
    "diff.foot": ("Actions : {counts} · bloquantes : {blocking}", "Actions: {counts} · blocking: {blocking}"),
    "help.diff": ("montre l’effet d’un changement sur chaque pratique", "show what a change does to each practice"),
    "help.base": ("commit de départ", "commit to start from"),
    "help.head": ("commit d’arrivée (par défaut : l’arbre de travail)", "commit to arrive at (default: the work tree)"),
    "help.fail-on-lost": ("ce qui bloque : lost (par défaut) ou never", "what blocks: lost (default) or never"),
    "error.head-and-staged": ("un commit d’arrivée et --staged ne vont pas ensemble", "a commit to arrive at and --staged do not go together"),
    "trend.head": ("{count} moments, du {first} au {last}", "{count} moments, from {first} to {last}"),
    "trend.none": ("Aucun commit à montrer.", "No commit to show."),
    "help.history": ("montre la tendance des pratiques à partir des commits passés", "show the trend of the practices from past commits"),
    "help.every": ("rythme : month (par défaut), week ou release", "rhythm: month (default), week or release"),
    "help.points": ("nombre de moments au plus (par défaut : 24)", "how many moments at most (default: 24)"),
    "help.since-day": ("à partir de ce jour", "from that day on"),
    "help.clock": ("date de chaque jugement : commit (par défaut) ou today", "date of each judgement: commit (default) or today"),
    "error.no-history": (
        "{path} : un dépôt git qui a au moins un commit est attendu",
        "{path}: a git repository with at least one commit is expected",
    ),
    "error.points": ("--points {value} : un nombre de 1 à 1000 est attendu", "--points {value}: a number from 1 to 1000 is expected"),
}

# ---- fleets and their site
_FLEET: dict[str, tuple[str, str]] = {
    "help.fleet": ("audite un parc de dépôts, et interroge ce qui en est conservé", "audit a fleet of repositories, and ask what is kept of it"),
    "help.fleet-job": ("ce qui est à faire", "what to do"),
    "help.fleet-run": (
        "audite les dépôts d’un parc et ajoute l’exécution au jeu de données; ce qui n’a pas changé n’est pas audité de nouveau",
        "audit the repositories of a fleet and add the run to the dataset; what has not changed is not audited again",
    ),
    "help.fleet-query": ("pose une question toute prête au jeu de données", "ask the dataset a ready question"),
    "help.fleet-file": ("fichier du parc : organismes, services, dépôts (YAML ou JSON)", "fleet file: organisations, services, repositories (YAML or JSON)"),
    "help.store": ("dossier du jeu de données", "folder of the dataset"),
    "help.jobs": ("nombre de processus (par défaut : un par cœur)", "number of processes (default: one a core)"),
    "help.scheduler": (
        "ordonnanceur d’une grappe Dask : tcp://machine:port; les dépôts doivent y être lisibles au même chemin",
        "scheduler of a Dask cluster: tcp://host:port; repositories must be readable there at the same path",
    ),
    "help.seconds": ("secondes accordées à un dépôt (par défaut : 600)", "seconds given to a repository (default: 600)"),
    "help.memory": ("mémoire accordée à un dépôt, en Mio (par défaut : 2048)", "memory given to a repository, in MiB (default: 2048)"),
    "help.question": ("la question", "the question"),
    "help.days": ("nombre de jours, pour ce qui prend fin bientôt (par défaut : 30)", "number of days, for what ends soon (default: 30)"),
    "help.site": (
        "fabrique un site statique, en français et en anglais, à partir du jeu de données",
        "make a static site, in French and English, out of the dataset",
    ),
    "help.site-output": ("dossier du site", "folder of the site"),
    "metavar.FLEET": ("PARC", "FLEET"),
    "metavar.DIR": ("DOSSIER", "DIR"),
    "metavar.ADDRESS": ("ADRESSE", "ADDRESS"),
    "error.number": (
        "{option} {value} : un nombre de {least} à {most} est attendu",
        "{option} {value}: a number from {least} to {most} is expected",
    ),
    "error.fleet": ("{path}:{line} : le fichier du parc n’est pas valide ({problem})", "{path}:{line}: the fleet file is not valid ({problem})"),
    "error.fleet-unreadable": ("{path} : le fichier du parc ne peut pas être lu", "{path}: the fleet file cannot be read"),
    "error.fleet-extra": (
        "il faut des bibliothèques de plus ({detail}) : pip install 'conforme[{extra}]'",
        "more libraries are needed ({detail}): pip install 'conforme[{extra}]'",
    ),
    "error.fleet-no-run": (
        "{path} : il n’y a pas encore assez d’exécutions pour cette question",
        "{path}: there are not enough runs yet for that question",
    ),
    "error.fleet-scheduler": ("{address} : aucun ordonnanceur ne répond", "{address}: no scheduler answers"),
    "error.not-a-store": (
        "{path} : ce dossier n’est pas un jeu de données de conforme",
        "{path}: this folder is not a dataset of conforme",
    ),
    "error.store-version": (
        "{path} : le jeu de données est d’une autre version",
        "{path}: the dataset is of another version",
    ),
    "error.store-busy": ("{path} : une autre exécution y travaille", "{path}: another run is at work there"),
    "error.site-not-ours": (
        "{path} : ce dossier contient autre chose qu’un site de conforme",
        "{path}: this folder holds something other than a site of conforme",
    ),
    "fleet.progress": ("{done} / {total} dépôts", "{done} / {total} repositories"),
    "fleet.done": (
        "exécution {run}; dépôts audités : {audited}; repris : {reused}; non examinés : {failed}",
        "run {run}; repositories audited: {audited}; reused: {reused}; not examined: {failed}",
    ),
    "fleet.same": (
        "rien n’a changé depuis l’exécution {run}, qui reste la dernière",
        "nothing has changed since run {run}, which stays the last one",
    ),
    "fleet.not-examined": (
        "non examinés : conforme fleet query not-examined",
        "not examined: conforme fleet query not-examined",
    ),
    "fleet.address": (
        "adresse de clonage : cette version ne lit que des dépôts locaux; faites-en un miroir (git clone --mirror) et donnez son chemin",
        "clone address: this version reads local repositories only; mirror it (git clone --mirror) and give its path",
    ),
    "fleet.nothing": ("Rien.", "Nothing."),
}

PHRASES: Mapping[str, tuple[str, str]] = {**_VOCABULARY, **_FINDINGS, **_SAW, **_BECAUSE, **_LIMITS, **_TEXT, **_COMMAND, **_PROBLEMS, **_SIGNED, **_FLEET}


class Blanks(dict[str, object]):
    """Data for a sentence; a value that is not given leaves nothing rather than an error in a reader's face."""

    def __missing__(self, key: str) -> str:
        return ""


def say(lang: str, key: str, /, **data: object) -> str:
    """The sentence of that key; KeyError when there is none.

    `{hint}` is the nearest correct word and `{exactly}` a detail, with the marks around them, where there are such; nothing otherwise.
    """
    for blank, given in (("hint", "nearest"), ("exactly", "detail")):
        if data.get(given):
            data.setdefault(blank, fill(PHRASES[f"text.{blank}"][LANGUAGES.index(lang)], data))
    return fill(PHRASES[key][LANGUAGES.index(lang)], data)


def counted(lang: str, key: str, count: int) -> str:
    """`count` things of that vocabulary, in agreement: « 2 satisfaites », “2 pass”."""
    word = say(lang, key)
    if lang == "fr" and (plural := _PLURALS.get(key)):
        word = plural[count > 1]
    return f"{count} {word}"


# Feminine in French, since rules and actions are counted; what does not vary is left out.
_PLURALS: Mapping[str, tuple[str, str]] = {
    "outcome.pass": ("satisfaite", "satisfaites"),
    "outcome.fail": ("non satisfaite", "non satisfaites"),
    "outcome.unverified": ("non vérifiable ici", "non vérifiables ici"),
    "outcome.error": ("erreur", "erreurs"),
    "verdict.demonstrated": ("démontrée", "démontrées"),
    "verdict.declared": ("déclarée", "déclarées"),
    "verdict.attested": ("attestée", "attestées"),
    "verdict.partial": ("partielle", "partielles"),
    "verdict.not-shown": ("non montrée", "non montrées"),
    "verdict.contradicted": ("contredite", "contredites"),
    "verdict.unverified": ("non vérifiable ici", "non vérifiables ici"),
    "verdict.not-examined": ("non examinée", "non examinées"),
}


def known(key: str) -> bool:
    return key in PHRASES


def fill(sentence: str, data: Mapping[str, object]) -> str:
    """`sentence` with its `{names}` replaced; braces in data stay as they are."""
    return sentence.format_map(Blanks(data)) if "{" in sentence else sentence
