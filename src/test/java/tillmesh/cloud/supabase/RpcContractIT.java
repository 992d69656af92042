package tillmesh.cloud.supabase;

import tillmesh.cloud.CloudContract;
import tillmesh.cloud.FarSide;
import tillmesh.config.NodeConfig.Supabase.Via;

/** The contract with a real project: PostgREST, at the database's own function. */
class RpcContractIT extends CloudContract {
    @Override
    protected FarSide open() {
        return new ProjectSide(Via.RPC);
    }
}
