package tillmesh.cloud.odoo;

import tillmesh.cloud.CloudContract;
import tillmesh.cloud.FarSide;
import tillmesh.config.NodeConfig.Odoo.Kind;

/** The contract with an Odoo that has the add-on, in front of a stand-in that keeps books. */
class OdooContractIT extends CloudContract {
    @Override
    protected FarSide open() throws Exception {
        return new OdooSide(18, Kind.ADDON);
    }

    @Override
    protected int maintenance() {
        return 10;
    }
}
