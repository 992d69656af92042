package tillmesh.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code register}: the registers of the shop, and how far Odoo has them. */
@Command(
        name = "register",
        description = "Show the registers of the shop; ends with 1 if Odoo refuses one.",
        mixinStandardHelpOptions = true)
final class RegisterCommand implements Callable<Integer> {
    private final Console console;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Mixin
    private Settings settings = new Settings();

    RegisterCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        JsonNode registers =
                LaneFolder.of(settings, console).running("that could be asked").page("/registers");
        boolean aside = false;
        if (json) {
            Json.print(console, registers);
        } else if (registers.isEmpty()) {
            console.out().println("No register was made here. Make one: tillmesh register add NAME.");
        }
        for (JsonNode one : registers) {
            aside |= one.path("state").asText().equals("set_aside");
            if (!json) {
                print(one);
            }
        }
        if (aside && !json) {
            console.out().println("Have one tried again: tillmesh register retry ID.");
        }
        return aside ? ExitCode.FOUND.number() : ExitCode.OK.number();
    }

    private void print(JsonNode one) {
        String id = one.path("id").asText();
        String name = one.path("name").asText();
        int tries = one.path("tries").asInt();
        String refused = tries == 0
                ? ""
                : ", refused " + tries + " times: " + one.path("reason").asText();
        String how = switch (one.path("state").asText()) {
            case "made" -> "in Odoo as number " + one.path("configId").asLong();
            case "set_aside" -> "set aside" + refused;
            default -> "waits for Odoo" + refused;
        };
        console.out().printf("%-24s %-20s %s%n", id, name, how);
    }
}
