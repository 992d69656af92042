package tillmesh.desk;

import tillmesh.fault.Fault;
import tillmesh.protocol.Envelope;

/** The front of the desk: takes a request, has it decided, answers. Loop thread only. */
public final class Desk {
    void opened(Line line) {}

    void take(Line line, Envelope envelope) {}

    void failed(Line line, Envelope envelope, Fault why) {}

    void gone(Line line) {}
}
