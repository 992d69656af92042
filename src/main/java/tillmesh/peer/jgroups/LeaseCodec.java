package tillmesh.peer.jgroups;

import tillmesh.lease.Recall;
import tillmesh.lease.Standing;
import tillmesh.peer.LeaseMessage;
import tillmesh.peer.LeaseMessage.Accept;
import tillmesh.peer.LeaseMessage.Accepted;
import tillmesh.peer.LeaseMessage.Ask;
import tillmesh.peer.LeaseMessage.AskTicket;
import tillmesh.peer.LeaseMessage.Denial;
import tillmesh.peer.LeaseMessage.Denied;
import tillmesh.peer.LeaseMessage.Granted;
import tillmesh.peer.LeaseMessage.Learned;
import tillmesh.peer.LeaseMessage.Lost;
import tillmesh.peer.LeaseMessage.Nack;
import tillmesh.peer.LeaseMessage.Prepare;
import tillmesh.peer.LeaseMessage.Promise;
import tillmesh.peer.LeaseMessage.Release;
import tillmesh.peer.LeaseMessage.Renew;
import tillmesh.peer.LeaseMessage.Renewed;
import tillmesh.peer.LeaseMessage.Retire;
import tillmesh.peer.LeaseMessage.Revoke;
import tillmesh.peer.LeaseMessage.Ticket;
import tillmesh.peer.LeaseMessage.Yielded;

/** The byte form of what is said about leases. */
final class LeaseCodec {
    private LeaseCodec() {}

    static void put(FrameWriter out, LeaseMessage message) {
        if (message instanceof Prepare prepare) {
            FactCodec.putBallot(out, prepare.ballot());
        } else if (message instanceof Promise promise) {
            FactCodec.putBallot(out, promise.ballot());
            out.text(promise.disk()).text(promise.recall().name());
            out.list(promise.facts(), FactCodec::put).list(promise.holds(), FactCodec::putClaim);
        } else if (message instanceof Nack nack) {
            FactCodec.putBallot(out, nack.refused());
            FactCodec.putBallot(out, nack.promised());
        } else if (message instanceof Accept accept) {
            FactCodec.putBallot(out, accept.ballot());
            out.number(accept.op()).list(accept.facts(), FactCodec::put);
        } else if (message instanceof Accepted accepted) {
            FactCodec.putBallot(out, accepted.ballot());
            out.number(accepted.op())
                    .text(accepted.disk())
                    .text(accepted.recall().name());
        } else if (message instanceof Learned learned) {
            FactCodec.putBallot(out, learned.ballot());
        } else if (message instanceof Renew renew) {
            out.number(renew.seq()).text(renew.disk()).list(renew.holds(), FactCodec::putClaim);
        } else if (message instanceof Renewed renewed) {
            out.number(renewed.seq()).text(renewed.standing().name());
            FactCodec.putVersion(out, renewed.at());
            out.list(renewed.kept(), FactCodec::putClaim).list(renewed.lost(), LeaseCodec::putLost);
        } else {
            putRequest(out, message);
        }
    }

    private static void putRequest(FrameWriter out, LeaseMessage message) {
        if (message instanceof Ask ask) {
            FactCodec.putResource(out.number(ask.req()).text(ask.disk()), ask.resource());
            FactCodec.putHolder(out, ask.holder());
            out.flag(ask.force());
        } else if (message instanceof Granted granted) {
            FactCodec.putClaim(out.number(granted.req()), granted.claim());
        } else if (message instanceof Denied denied) {
            out.number(denied.req()).text(denied.why().name()).text(denied.by()).text(denied.lane());
        } else if (message instanceof Release release) {
            FactCodec.putResource(out, release.resource());
            FactCodec.putToken(out, release.token());
        } else if (message instanceof Revoke revoke) {
            FactCodec.putResource(out.number(revoke.id()), revoke.resource());
            FactCodec.putToken(out, revoke.token());
            out.text(revoke.by());
        } else if (message instanceof Yielded yielded) {
            out.number(yielded.id());
        } else if (message instanceof AskTicket ask) {
            out.number(ask.req()).text(ask.day()).text(ask.orderType()).number(ask.floor());
        } else if (message instanceof Ticket ticket) {
            Long number = ticket.number();
            out.number(ticket.req()).flag(number != null);
            if (number != null) {
                out.number(number);
            }
        } else if (message instanceof Retire retire) {
            out.text(retire.lane().name());
        }
    }

    static Promise promise(FrameReader in) throws BadFrame {
        return new Promise(
                FactCodec.ballot(in),
                in.text(),
                FactCodec.choice(in, Recall.class),
                in.list(FactCodec::get),
                in.list(FactCodec::claim));
    }

    static Nack nack(FrameReader in) throws BadFrame {
        return new Nack(FactCodec.ballot(in), FactCodec.ballot(in));
    }

    static Accept accept(FrameReader in) throws BadFrame {
        return new Accept(FactCodec.ballot(in), in.atLeast(0), in.list(FactCodec::get));
    }

    static Accepted accepted(FrameReader in) throws BadFrame {
        return new Accepted(FactCodec.ballot(in), in.atLeast(0), in.text(), FactCodec.choice(in, Recall.class));
    }

    static Renew renew(FrameReader in) throws BadFrame {
        return new Renew(in.atLeast(0), in.text(), in.list(FactCodec::claim));
    }

    static Renewed renewed(FrameReader in) throws BadFrame {
        return new Renewed(
                in.atLeast(0),
                FactCodec.choice(in, Standing.class),
                FactCodec.version(in),
                in.list(FactCodec::claim),
                in.list(LeaseCodec::lost));
    }

    static Ask ask(FrameReader in) throws BadFrame {
        return new Ask(in.atLeast(0), in.text(), FactCodec.resource(in), FactCodec.holder(in), in.flag());
    }

    static Granted granted(FrameReader in) throws BadFrame {
        return new Granted(in.atLeast(0), FactCodec.claim(in));
    }

    static Denied denied(FrameReader in) throws BadFrame {
        return new Denied(in.atLeast(0), FactCodec.choice(in, Denial.class), in.text(), in.text());
    }

    static Release release(FrameReader in) throws BadFrame {
        return new Release(FactCodec.resource(in), FactCodec.token(in));
    }

    static Revoke revoke(FrameReader in) throws BadFrame {
        return new Revoke(in.atLeast(0), FactCodec.resource(in), FactCodec.token(in), in.text());
    }

    static AskTicket askTicket(FrameReader in) throws BadFrame {
        return new AskTicket(in.atLeast(0), in.text(), in.text(), in.atLeast(0));
    }

    static Ticket ticket(FrameReader in) throws BadFrame {
        long request = in.atLeast(0);
        return new Ticket(request, in.flag() ? Long.valueOf(in.atLeast(1)) : null);
    }

    static Prepare prepare(FrameReader in) throws BadFrame {
        return new Prepare(FactCodec.ballot(in));
    }

    static Learned learned(FrameReader in) throws BadFrame {
        return new Learned(FactCodec.ballot(in));
    }

    static Yielded yielded(FrameReader in) throws BadFrame {
        return new Yielded(in.atLeast(0));
    }

    static Retire retire(FrameReader in) throws BadFrame {
        return new Retire(in.lane());
    }

    private static void putLost(FrameWriter out, Lost lost) {
        FactCodec.putResource(out, lost.resource());
        FactCodec.putToken(out, lost.token());
        out.text(lost.by());
    }

    private static Lost lost(FrameReader in) throws BadFrame {
        return new Lost(FactCodec.resource(in), FactCodec.token(in), in.text());
    }
}
