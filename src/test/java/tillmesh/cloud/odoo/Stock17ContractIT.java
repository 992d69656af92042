package tillmesh.cloud.odoo;

import tillmesh.cloud.CloudContract;
import tillmesh.cloud.FarSide;
import tillmesh.config.NodeConfig.Odoo.Kind;

/** The contract with a plain Odoo 17, in front of a stand-in that doubles orders when nobody takes care. */
class Stock17ContractIT extends CloudContract {
    @Override
    protected FarSide open() throws Exception {
        return new OdooSide(17, Kind.STOCK);
    }

    @Override
    protected int maintenance() {
        return 10;
    }
}
