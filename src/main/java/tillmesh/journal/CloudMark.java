package tillmesh.journal;

/** A cloud has a stream up to here. */
record CloudMark(String cloud, long stream, long upto) {
    long seal() {
        return Seal.of("cloud_mark", cloud, stream, upto);
    }

    /** A row as stored. */
    record Row(String cloud, long stream, long upto, long seal) {
        CloudMark mark() {
            CloudMark mark = new CloudMark(cloud, stream, upto);
            Seal.check(seal, mark.seal(), "the mark of a cloud");
            return mark;
        }
    }
}
