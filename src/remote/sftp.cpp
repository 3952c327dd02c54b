#include "sftp.h"

#include "aurora/core/error.h"
#include "aurora/core/text.h"

#include <algorithm>

namespace aurora::remote {

namespace {

// A folder in a folder in a folder …: no lab nests them so deep, but a server may pretend to.
constexpr std::size_t deepestFolder = 100;

std::string_view reasonText(int code)
{
    switch (code) {
    case SSH_FX_NO_SUCH_FILE:
    case SSH_FX_NO_SUCH_PATH:
        return "is not there";
    case SSH_FX_PERMISSION_DENIED:
        return "may not be used by this user";
    case SSH_FX_WRITE_PROTECT:
        return "is write-protected";
    case SSH_FX_FILE_ALREADY_EXISTS:
        return "is there already";
    default:
        return "is refused by the server";
    }
}

std::string joined(const std::string& folder, const std::string& name)
{
    if (folder.empty()) {
        return name;
    }
    return folder.back() == '/' ? folder + name : folder + '/' + name;
}

/// Names are single parts of a path. A server that says otherwise is not believed.
bool isName(std::string_view name)
{
    return !name.empty() && name != "." && name != ".." && name.find('/') == std::string_view::npos;
}

double modifiedOf(const sftp_attributes_struct& attributes)
{
    return static_cast<double>(attributes.mtime64 != 0 ? attributes.mtime64 : attributes.mtime);
}

bool mayBeLeftOut(int code)
{
    return code == SSH_FX_NO_SUCH_FILE || code == SSH_FX_PERMISSION_DENIED;
}

}  // namespace

bool Listing::goOn(const Speech& speech, const std::function<bool()>& isOver)
{
    while (!m_toVisit.empty()) {
        visit(speech, m_toVisit.front());
        m_toVisit.pop_front();
        if (isOver()) {
            break;
        }
    }
    return m_toVisit.empty();
}

std::vector<RemoteFile> Listing::files() &&
{
    std::sort(m_files.begin(), m_files.end(), [](const RemoteFile& a, const RemoteFile& b) { return a.path < b.path; });
    return std::move(m_files);
}

void Listing::visit(const Speech& speech, const Folder& folder)
{
    const std::string path = folder.path.empty() ? m_root : joined(m_root, folder.path);
    speech.watch.progress().throwIfCancelled();
    sftp_session sftp = speech.sftp();
    const OpenFolder open(sftp_opendir(sftp, path.c_str()));
    if (!open) {
        const bool below = !folder.path.empty();
        if (below && mayBeLeftOut(sftp_get_error(sftp)) && ssh_is_connected(speech.connection.session()) != 0) {
            return;
        }
        speech.fail(path, "The folder");
    }
    speech.goOn();
    while (const Attributes entry{sftp_readdir(sftp, open.get())}) {
        speech.goOn();
        if (isName(entry->name)) {
            take(speech, folder, *entry);
        }
    }
    if (sftp_dir_eof(open.get()) == 0) {
        speech.fail(path, "The folder");
    }
}

void Listing::take(const Speech& speech, const Folder& folder, const sftp_attributes_struct& entry)
{
    const std::string path = joined(folder.path, entry.name);
    if (entry.type == SSH_FILEXFER_TYPE_REGULAR) {
        m_files.push_back({path, entry.size, modifiedOf(entry)});
        return;
    }
    if (entry.type != SSH_FILEXFER_TYPE_DIRECTORY) {
        return;
    }
    if (folder.depth >= deepestFolder) {
        throw Error(speech.connection.title() + ": the folder " + joined(m_root, path) +
                    " is nested too deep. Nothing of " + m_root + " was fetched.");
    }
    m_toVisit.push_back({path, folder.depth + 1});
}

void Speech::fail(const std::string& path, const std::string& what) const
{
    const std::string cause = ssh_get_error(connection.session());
    const int code = sftp_get_error(connection.sftp(watch));
    connection.throwIfBroken(watch);
    throw Error(connection.title() + ": " + what + ' ' + toUtf8(path, "UTF-8") + ' ' + std::string(reasonText(code)) +
                    ". Check the path, and what the user may read and write there.",
                cause);
}

std::optional<RemoteFile> findFile(const Speech& speech, const std::string& path)
{
    sftp_session sftp = speech.sftp();
    const Attributes attributes(sftp_stat(sftp, path.c_str()));
    if (!attributes) {
        const int code = sftp_get_error(sftp);
        if ((code == SSH_FX_NO_SUCH_FILE || code == SSH_FX_NO_SUCH_PATH) && speech.watch.end() == Watch::End::None) {
            speech.goOn();
            return std::nullopt;
        }
        speech.fail(path, "The file");
    }
    speech.goOn();
    if (attributes->type == SSH_FILEXFER_TYPE_DIRECTORY) {
        return std::nullopt;
    }
    return RemoteFile{path, attributes->size, modifiedOf(*attributes)};
}

}  // namespace aurora::remote
