package tillmesh.cloud.supabase;

import tillmesh.cloud.CloudContract;
import tillmesh.cloud.FarSide;
import tillmesh.config.NodeConfig.Supabase.Via;

/** The contract with a real project: the edge function in a Deno, with compressed batches. */
class FunctionContractIT extends CloudContract {
    @Override
    protected FarSide open() {
        return new ProjectSide(Via.FUNCTION);
    }

    @Override
    protected int maintenance() {
        return 10;
    }
}
