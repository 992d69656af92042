package tillmesh.peer;

import tillmesh.lease.Roster;

/**
 * Keeps what was given back from piling up on every disk: when it is more than what is held, the granting lane has the
 * rest stored again, and what is missing beside the new roster is forgotten by whoever stores it. Loop thread only.
 */
final class Sweep {
    private final Candidate candidate;
    private final Voting voting;

    Sweep(Candidate candidate, Voting voting) {
        this.candidate = candidate;
        this.voting = voting;
    }

    void tick(Term term) {
        Roster roster = term.table.roster();
        boolean settled = roster != null && roster.settled() && !term.open(Roster.KEY);
        if (term.phase == Term.Phase.PROVISIONAL && term.table.forgetProvisional()) {
            term.tidy();
        } else if (term.firm() && settled && term.table.full()) {
            candidate.touched();
            voting.proposeAll(term, () -> {});
            term.tidy();
        }
    }
}
