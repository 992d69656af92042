package tillmesh.desk;

import tillmesh.entry.Draft;
import tillmesh.entry.Topics;
import tillmesh.fault.Refusal.Code;
import tillmesh.journal.Journal;
import tillmesh.protocol.Request.Publish;

/** Free messages of screens: written like any entry, told to who follows the topic. Loop thread only. */
final class Publishing {
    private final Journal journal;

    Publishing(Journal journal) {
        this.journal = journal;
    }

    Outcome publish(Ask ask, Publish request) {
        if (Topics.reserved(request.topic())) {
            return Outcome.refused(
                    Code.NOT_ALLOWED,
                    "The topic " + request.topic() + " is written by the node itself; choose another.");
        }
        return Outcome.wrote(journal.append(new Draft(
                request.topic(), request.subject(), null, 0, null, ask.screen(), ask.opId(), request.payload())));
    }
}
