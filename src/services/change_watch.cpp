#include "aurora/services/change_watch.h"

namespace aurora::services {

database::ChangeWatch watchChanges(const Project& project)
{
    return {project.config().databasePath,
            project.readOnly() ? database::Access::ReadOnly : database::Access::ReadWrite};
}

}  // namespace aurora::services
