#pragma once

#include <filesystem>

namespace aurora::test {

/// While it lives, the process has the rights of an ordinary user, to whom the folder and everything in it belongs:
/// root could write even what is read-only. Does nothing where the process is no root, and on Windows.
class WithoutRootRights
{
public:
    explicit WithoutRootRights(const std::filesystem::path& folder);
    ~WithoutRootRights();
    WithoutRootRights(const WithoutRootRights&) = delete;
    WithoutRootRights& operator=(const WithoutRootRights&) = delete;

private:
    bool m_dropped = false;
};

}  // namespace aurora::test
