package tillmesh.peer.jgroups;

import tillmesh.peer.Hello;

/** The byte form of the greeting. */
final class HelloCodec {
    private HelloCodec() {}

    static void put(FrameWriter out, Hello hello) {
        out.text(hello.store())
                .text(hello.disk())
                .number(hello.oldest())
                .number(hello.newest())
                .flag(hello.answer())
                .text(hello.address());
    }

    static Hello get(FrameReader in) throws BadFrame {
        return new Hello(in.text(), in.text(), in.whole(0), in.whole(0), in.flag(), in.text());
    }
}
