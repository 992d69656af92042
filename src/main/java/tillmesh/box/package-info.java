/**
 * A small cloud in a box, for demos, development and tests: takes what lanes send, by the same calls as the functions of
 * {@code sql/supabase}, and keeps it in an SQLite file of its own.
 *
 * <p>Does NOT make tables of orders or payments, and is no place for a real shop's sales: one machine, one file, one key.
 * Invariants: an answer means that all of it is on the disk; a message is stored once, whoever sends it how often; whatever
 * mood it is told to be in, what it stored stays.
 */
@NullMarked
package tillmesh.box;

import org.jspecify.annotations.NullMarked;
