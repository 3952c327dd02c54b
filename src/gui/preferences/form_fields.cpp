#include "gui/preferences/form_fields.h"

#include <QtGlobal>

#include <array>

namespace aurora::gui {

namespace {

#define TEXT(source) QT_TRANSLATE_NOOP("Preferences", source)

using enum FieldKind;

// A server in this program needs no way to another PC, a file no database server.
constexpr Meant remote{Meant::Where::IsNot, "server_type", "simulated"};
constexpr Meant simulated{Meant::Where::Is, "server_type", "simulated"};
constexpr Meant inFile{Meant::Where::IsNot, "Database type", "postgresql"};
constexpr Meant onServer{Meant::Where::Is, "Database type", "postgresql"};

constexpr std::array userTable{
    FieldInfo{"SSH private key path", TEXT("Private SSH key"), File, TEXT("the agent and the keys in ~/.ssh")},
    FieldInfo{"SSH known hosts path", TEXT("Known hosts"), File, TEXT("~/.ssh/known_hosts")},
    FieldInfo{"Snapshots folder path", TEXT("Folder for raw downloads"), Folder,
              TEXT("a folder of the program, for this person only")},
};

constexpr std::array projectTable{
    FieldInfo{"Time zone", TEXT("Time zone"), TimeZone, TEXT("Europe/Zurich")},
    FieldInfo{"Database type", TEXT("Kind of database"), Choice, "", "sqlite|postgresql"},
    FieldInfo{"Database path", TEXT("Database"), File, TEXT("database/database.db"), "", inFile},
    FieldInfo{"Database host", TEXT("Database server"), Text, TEXT("localhost"), "", onServer},
    FieldInfo{"Database port", TEXT("Port of the server"), Number, TEXT("5432"), "", onServer},
    FieldInfo{"Database name", TEXT("Name on the server"), Text,
              TEXT("as in aurora; the password belongs in ~/.pgpass"), "", onServer},
    FieldInfo{"Database user", TEXT("User on the server"), Text, TEXT("as on this PC"), "", onServer},
    FieldInfo{"Database backup folder path", TEXT("Backups of the database"), Folder, TEXT("database/backup")},
    FieldInfo{"Samples folder path", TEXT("Lists of samples"), Folder, TEXT("samples")},
    FieldInfo{"Processed snapshots folder path", TEXT("Data of the samples"), Folder, TEXT("snapshots")},
    FieldInfo{"Batches folder path", TEXT("Batches"), Folder, TEXT("batches")},
    FieldInfo{"Graphs folder path", TEXT("Graphs"), Folder, TEXT("snapshots")},
    FieldInfo{"Protocols folder path", TEXT("Protocols"), Folder, TEXT("protocols")},
    FieldInfo{"Unused pipelines", TEXT("Pipelines not shown"), TextList, TEXT("patterns such as tt1-MPG2-2-%; tt2-%")},
};

constexpr std::array flagTable{
    FieldInfo{"Cap loss", TEXT("Capacity loss above (%)"), Number, TEXT("20")},
    FieldInfo{"Form eff", TEXT("First formation efficiency below (%)"), Number, TEXT("60")},
    FieldInfo{"Init eff", TEXT("Initial efficiency below (%)"), Number, TEXT("50")},
    FieldInfo{"Init cap", TEXT("Initial capacity below (mAh/g)"), Number, TEXT("100")},
};

constexpr std::array daemonTable{
    FieldInfo{"Update interval (min)", TEXT("Update every (min)"), Number, TEXT("5")},
    FieldInfo{"Nightly at", TEXT("Fetch and analyse at"), TimeList, TEXT("02:00; several times parted by ; or never")},
    FieldInfo{"Backups kept", TEXT("Nightly backups kept"), Number, TEXT("14; none are made with 0")},
};

constexpr std::array serverTable{
    FieldInfo{"label", TEXT("Label"), Text, TEXT("a short name, as in tt1")},
    FieldInfo{"server_type", TEXT("Kind"), Choice, "", "tomato|simulated"},
    FieldInfo{"hostname", TEXT("Host name"), Text, TEXT("name or address of the PC"), "", remote},
    FieldInfo{"username", TEXT("User name"), Text, TEXT("as on this PC"), "", remote},
    FieldInfo{"port", TEXT("Port"), Number, TEXT("22"), "", remote},
    FieldInfo{"shell_type", TEXT("Shell"), Choice, "", "|powershell|cmd|bash", remote},
    FieldInfo{"command_prefix", TEXT("Before each command"), Text, TEXT("as in conda activate tomato ; "), "", remote},
    FieldInfo{"command_suffix", TEXT("Behind each command"), Text, "", "", remote},
    FieldInfo{"tomato_scripts_path", TEXT("Folder of ketchup"), Text, TEXT("found by the shell"), "", remote},
    FieldInfo{"tomato_data_path", TEXT("Folder of the jobs"), Text, TEXT("as in C:/Users/lab/tomato/Jobs"), "", remote},
    FieldInfo{"save_location", TEXT("Folder for payloads"), Text, TEXT("the home folder there"), "", remote},
    FieldInfo{"proxy_hostname", TEXT("Jump host"), Text, TEXT("none"), "", remote},
    FieldInfo{"proxy_username", TEXT("User name there"), Text, TEXT("as above"), "", remote},
    FieldInfo{"proxy_port", TEXT("Port there"), Number, TEXT("22"), "", remote},
    FieldInfo{"speed", TEXT("Speed (times real time)"), Number, TEXT("3600: an hour of the cell in a second"), "",
              simulated},
};

constexpr FieldInfo harvesterLabel{"label", TEXT("Label"), Text, TEXT("a short name, as in nw4")};
constexpr FieldInfo harvesterHost{"hostname", TEXT("Host name"), Text, TEXT("empty: a folder on this PC or a drive")};
constexpr FieldInfo harvesterUser{"username", TEXT("User name"), Text, TEXT("as on this PC")};
constexpr FieldInfo harvesterPort{"port", TEXT("Port"), Number, TEXT("22")};
constexpr FieldInfo harvesterShell{"shell_type", TEXT("Shell"), Choice, "", "|powershell|cmd|bash"};
constexpr FieldInfo harvesterProxy{"proxy_hostname", TEXT("Jump host"), Text, TEXT("none")};

constexpr std::array eclabTable{
    harvesterLabel,
    FieldInfo{"EC-lab folder location", TEXT("Folder of the files"), Folder, TEXT("as in C:/EC-Lab/Data")},
    harvesterHost,
    harvesterUser,
    harvesterPort,
    harvesterShell,
    harvesterProxy,
};

constexpr std::array newareTable{
    harvesterLabel, FieldInfo{"Neware folder location", TEXT("Folder of the files"), Folder, TEXT("as in C:/BTS/Data")},
    harvesterHost,  harvesterUser,
    harvesterPort,  harvesterShell,
    harvesterProxy, FieldInfo{"Cycle mode", TEXT("Cycles are counted by"), Choice, "", "|chg|dchg|auto|raw"},
};

#undef TEXT

}  // namespace

std::span<const FieldInfo> userFields()
{
    return userTable;
}

std::span<const FieldInfo> projectFields()
{
    return projectTable;
}

std::span<const FieldInfo> flagFields()
{
    return flagTable;
}

std::span<const FieldInfo> daemonFields()
{
    return daemonTable;
}

std::span<const FieldInfo> serverFields()
{
    return serverTable;
}

std::span<const FieldInfo> eclabFields()
{
    return eclabTable;
}

std::span<const FieldInfo> newareFields()
{
    return newareTable;
}

}  // namespace aurora::gui
