"""The map of the command line: every command and verb, its French name, where its code is.

Help pages and lazy loading both read this table, so that `qvtkit --help` imports no command.
"""

from __future__ import annotations

from typing import NamedTuple

from qvtkit.text import fold


class Entry(NamedTuple):
    """A command, or a noun with its verbs. `cible` is `module:function` under `cli.commands`."""

    nom: str
    francais: str
    aide: str
    cible: str = ""
    verbes: tuple[Entry, ...] = ()

    def find(self, word: str) -> Entry | None:
        """Return the verb called *word*, in English or in French, however it is typed."""
        return find(self.verbes, word)


def find(entries: tuple[Entry, ...], word: str) -> Entry | None:
    """Return the entry called *word*, in English or in French."""
    folded = fold(word)
    return next((e for e in entries if folded in {e.nom, e.francais}), None)


COMMANDS: tuple[Entry, ...] = (
    Entry("init", "creer", "Créer le dossier d’un nouveau projet", "init:init"),
    Entry("demo", "demonstration", "Voir tout le parcours sur un exemple", "demo:demo"),
    Entry("status", "etat", "Où en est le projet, en un écran", "status:status"),
    Entry("next", "suivant", "Quoi faire maintenant, pourquoi, avec quelle commande", "next:next_"),
    Entry("phase", "phases", "Les quatre phases du projet", verbes=(
        Entry("show", "voir", "Voir les phases et les questions de passage", "phase:show"),
        Entry("advance", "avancer", "Passer à la phase suivante", "phase:advance"),
        Entry("reopen", "rouvrir", "Rouvrir une phase", "phase:reopen"),
    )),
    Entry("project", "demarche", "L’établissement et la démarche, en quelques lignes", verbes=(
        Entry("edit", "modifier", "Corriger ces lignes, dire la démarche en sommeil ou terminée", "project:edit"),
    )),
    Entry("framing", "cadrage", "Pourquoi la démarche, et avec quoi", verbes=(
        Entry("show", "voir", "Voir le cadrage et ce qui y manque", "framing:show"),
        Entry("edit", "modifier", "Écrire le cadrage, question par question", "framing:edit"),
    )),
    Entry("group", "groupe", "Les groupes et leurs sièges", verbes=(
        Entry("add", "ajouter", "Créer un groupe", "group:add"),
        Entry("list", "lister", "Lister les groupes", "group:list_"),
        Entry("show", "voir", "Voir un groupe et ses sièges", "group:show"),
        Entry("edit", "modifier", "Modifier un groupe", "group:edit"),
        Entry("remove", "supprimer", "Supprimer un groupe", "remove:remove_group"),
        Entry("member", "membre", "Les personnes qui siègent", verbes=(
            Entry("add", "ajouter", "Ajouter un siège", "member:add"),
            Entry("edit", "modifier", "Préciser ou corriger un siège", "member:edit"),
            Entry("replace", "remplacer", "Remplacer la personne qui siège", "member:replace"),
            Entry("end", "terminer", "Mettre fin à un mandat", "member:end"),
        )),
    )),
    Entry("indicator", "indicateur", "Les indicateurs et leurs mesures", verbes=(
        Entry("add", "ajouter", "Créer un indicateur, saisir une mesure", "indicator_add:add"),
        Entry("import", "importer", "Importer les mesures d’un tableau (Excel, ODS, CSV)", "indicator_import:import_"),
        Entry("round", "tour", "Relever à la suite tout ce qui est attendu", "indicator_round:round_"),
        Entry("list", "lister", "Lister les indicateurs", "indicator:list_"),
        Entry("show", "voir", "Voir un indicateur, sa courbe et ses mesures", "indicator_show:show"),
        Entry("chart", "courbe", "Voir ou enregistrer la courbe d’un indicateur", "indicator_chart:chart"),
        Entry("catalog", "catalogue", "Chercher un indicateur dans le catalogue", "indicator_catalog:catalog"),
        Entry("edit", "modifier", "Modifier un indicateur", "indicator:edit"),
        Entry("exclude", "ecarter", "Mettre une mesure à part, avec la raison", "indicator_baseline:exclude"),
        Entry("rebase", "recaler", "Faire repartir la médiane, avec la raison", "indicator_baseline:rebase"),
        Entry("remove", "supprimer", "Supprimer un indicateur", "remove:remove_indicator"),
    )),
    Entry("finding", "constat", "L’état des lieux, constat par constat", verbes=(
        Entry("add", "ajouter", "Noter un constat", "finding:add"),
        Entry("tool", "outil", "Noter qu’un outil a été employé", "finding:tool"),
        Entry("list", "lister", "Lister les constats et leurs sources", "finding:list_"),
    )),
    Entry("problem", "probleme", "Les problèmes, candidats et retenus", verbes=(
        Entry("add", "ajouter", "Noter un problème candidat", "problem:add"),
        Entry("edit", "modifier", "Modifier un problème, récrire son énoncé", "problem:edit"),
        Entry("rank", "classer", "Regarder sur huit critères, côte à côte", "problem:rank"),
        Entry("lint", "relire", "Relire un énoncé", "problem:lint"),
        Entry("state", "etat", "Retenir, dire traité ou abandonné", "problem:state"),
        Entry("list", "lister", "Lister les problèmes", "problem:list_"),
        Entry("show", "voir", "Voir un problème", "problem:show"),
    )),
    Entry("experiment", "experimentation", "Les expérimentations", verbes=(
        Entry("add", "ajouter", "Décrire une expérimentation", "experiment:add"),
        Entry("list", "lister", "Lister les expérimentations", "experiment:list_"),
        Entry("show", "voir", "Voir une expérimentation", "experiment:show"),
        Entry("edit", "modifier", "Modifier une expérimentation", "experiment:edit"),
        Entry("remove", "supprimer", "Supprimer une expérimentation", "remove:remove_experiment"),
        Entry("start", "demarrer", "Commencer le test", "experiment_start:start"),
        Entry("adjust", "ajuster", "Noter un ajustement", "experiment_life:adjust"),
        Entry("results", "resultats", "Lire les résultats dans les trois familles", "experiment_results:results"),
        Entry("close", "clore", "Clore avec une décision", "experiment_life:close"),
    )),
    Entry("session", "seance", "Les séances d’évaluation embarquée", verbes=(
        Entry("run", "tenir", "Tenir une séance, activité par activité", "session:run"),
        Entry("list", "lister", "Lister les séances", "session:list_"),
        Entry("show", "voir", "Voir les séances côte à côte", "session:show"),
    )),
    Entry("evaluation", "evaluation", "Les grilles d’évaluation", verbes=(
        Entry("run", "remplir", "Répondre à une grille", "evaluation:run"),
        Entry("list", "lister", "Lister les grilles et les réponses", "evaluation_view:list_"),
        Entry("show", "voir", "Voir les réponses à une grille", "evaluation_view:show"),
        Entry("compare", "comparer", "Comparer les avis, et d’une date à l’autre", "evaluation_compare:compare"),
    )),
    Entry("closing", "cloture", "Le bilan, les suites, les revues", verbes=(
        Entry("show", "voir", "Relire le bilan et les suites", "closing:show"),
        Entry("edit", "modifier", "Écrire le bilan et les suites", "closing:edit"),
        Entry("review", "revue", "Tenir une revue : ce que chaque changement est devenu", "closing_review:review"),
    )),
    Entry("agenda", "agenda", "Les dates, et le programme du cluster", verbes=(
        Entry("add", "ajouter", "Noter une date", "agenda:add"),
        Entry("list", "lister", "Lister les dates et les tâches", "agenda:list_"),
        Entry("done", "fait", "Dire qu’une date est tenue, reportée, annulée", "agenda:done"),
        Entry("programme", "programme", "Le programme du cluster, et ses dates", "agenda:programme"),
    )),
    Entry("proposal", "proposition", "Les propositions et leurs réponses", verbes=(
        Entry("add", "ajouter", "Noter une proposition", "proposal:add"),
        Entry("answer", "repondre", "Répondre à une proposition", "proposal:answer"),
        Entry("list", "lister", "Lister les propositions et leurs délais", "proposal:list_"),
    )),
    Entry("meeting", "reunion", "Tenir une réunion, notes prises en direct", "meeting:meeting"),
    Entry("journal", "journal", "L’histoire du projet", verbes=(
        Entry("add", "ajouter", "Noter un fait", "journal:add"),
        Entry("list", "lister", "Relire l’histoire", "journal:list_"),
    )),
    Entry("check", "verifier", "Vérifier tout le dossier, sans rien changer", "check:check"),
    Entry("history", "historique", "Ce que qvtkit a changé, depuis cet ordinateur", "history:history"),
    Entry("undo", "annuler", "Annuler le dernier changement", "history:undo"),
    Entry("redo", "refaire", "Refaire ce qui a été annulé, ou n’a pas pu être écrit", "history:redo"),
    Entry("doctor", "reparer", "Réparer les fichiers abîmés, après vous l’avoir montré", "doctor:doctor"),
    Entry("migrate", "migrer", "Mettre à jour un dossier d’une ancienne version", "migrate:migrate"),
    Entry("rename", "renommer", "Renommer une fiche et tout ce qui la cite", "remove:rename"),
    Entry("remove", "supprimer", "Supprimer une fiche que rien ne cite", "remove:remove"),
    Entry("explain", "expliquer", "Expliquer le code d’un problème", "explain:explain"),
    Entry("schema", "schema", "Les schémas JSON des fichiers", "schema:schema"),
    Entry("export", "exporter", "Produire les documents", verbes=(
        Entry("fiche", "fiche", "La fiche de capitalisation, longue ou d’une page", "export:fiche"),
        Entry("guide", "guide", "Le guide d’un outil d’état des lieux", "export_guide:guide"),
        Entry("formulaires", "formulaires", "Les feuilles à remplir à la main", "export_formulaires:formulaires"),
        Entry("copil", "copil", "Le dossier du comité de pilotage, avant sa réunion", "export_copil:copil"),
        Entry("compte-rendu", "compte-rendu", "Le compte rendu d’une réunion ou séance", "export_agenda:compte_rendu"),
        Entry("agenda", "agenda", "Les dates, pour votre calendrier (.ics)", "export_agenda:agenda"),
        Entry("cadrage", "cadrage", "La note de cadrage, sur une page à signer", "export_cadrage:cadrage"),
        Entry("passation", "passation", "La fiche pour une personne qui arrive", "export_cadrage:passation"),
        Entry("monographie", "monographie", "Toute l’histoire, à compléter ensemble", "export_monographie:monographie"),
        Entry("dashboard", "tableau-de-bord", "Le tableau de bord, une page à projeter", "export_dashboard:dashboard"),
        Entry("affiche", "affiche", "L’affiche d’un essai, pour la salle de pause", "export_affiche:affiche"),
        Entry("bilan", "bilan", "Le bilan pour les équipes, en mots simples", "export_bilan:bilan"),
        Entry("clact", "clact", "La grille de suivi CLACT, pour l’ARS", "export_clact:clact"),
        Entry("tableau", "tableau", "Les indicateurs et leurs courbes, en classeur", "export_tableau:tableau"),
        Entry("modeles", "modeles", "Vos couleurs, votre logo, vos modèles Word", "export_modeles:modeles"),
    )),
)  # fmt: skip
