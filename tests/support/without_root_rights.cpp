#include "support/without_root_rights.h"

#include <exception>

#ifndef _WIN32
#    include <sys/types.h>
#    include <unistd.h>
#endif

namespace aurora::test {

#ifdef _WIN32

WithoutRootRights::WithoutRootRights(const std::filesystem::path&) {}

WithoutRootRights::~WithoutRootRights() = default;

#else

WithoutRootRights::WithoutRootRights(const std::filesystem::path& folder)
{
    constexpr uid_t nobody = 65534;
    if (::geteuid() != 0) {
        return;
    }
    bool owned = ::chown(folder.c_str(), nobody, nobody) == 0;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
        owned = ::chown(entry.path().c_str(), nobody, nobody) == 0 && owned;
    }
    m_dropped = owned && ::seteuid(nobody) == 0;
}

WithoutRootRights::~WithoutRootRights()
{
    if (m_dropped && ::seteuid(0) != 0) {
        std::terminate();  // the other tests of this program count on root's rights
    }
}

#endif

}  // namespace aurora::test
