#include "open_lab.h"

namespace aurora::cli {

std::unique_ptr<services::Lab> openLab(const Context& context)
{
    return std::make_unique<services::Lab>(context.openProject(), config::readUserConfig(services::userConfigPath()));
}

}  // namespace aurora::cli
