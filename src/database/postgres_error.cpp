#include "postgres_error.h"

#include "aurora/core/text.h"
#include "sql_error.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace aurora::database {

namespace {

struct Reason
{
    std::string_view sign;  ///< beginning of the SQLSTATE, or part of the driver's text
    std::string_view sentence;
};

// SQLSTATEs of PostgreSQL's manual, "Error Codes".
constexpr std::array statementReasons{
    Reason{"55P03", "the database is in use by another program that does not let go of it. Try again in a moment."},
    Reason{"40", "another program changed the same rows at the same time. Try again in a moment."},
    Reason{"25006", "the database cannot be written: the server is read-only."},
    Reason{"42501", "the database user may not do this. Ask who runs the server for the right to read and write."},
    Reason{"53100", "the disk of the database server is full. Nothing of this step was stored."},
    Reason{"53300", "the database server has too many connections. Try again in a moment."},
    Reason{"22", "a value does not fit the type of its column. Nothing of this step was stored."},
    Reason{"23505", "there is a row with this key already. Nothing of this step was stored."},
    Reason{"23", "a row lacks what its table demands. Nothing of this step was stored."},
    Reason{"XX", "the database is damaged. Restore the newest file of the backup folder."},
};

constexpr std::array connectionReasons{
    Reason{"password authentication failed",
           "the database server does not accept this user and password. Check \"Database user\" and ~/.pgpass."},
    Reason{"no password supplied", "the database server wants a password. Put it into ~/.pgpass: a line "
                                   "host:port:name:user:password, to be read by you only."},
    Reason{"pg_hba.conf", "the database server does not let this computer or user in. Ask who runs it for an "
                          "entry in pg_hba.conf."},
    Reason{"role \"", "the database server does not know this user. Check \"Database user\"."},
    Reason{"does not exist", "there is no database of this name on the server. Check \"Database name\", or have it "
                             "made with createdb."},
    Reason{"could not translate host name", "there is no computer of this name. Check \"Database host\"."},
    Reason{"Connection refused", "no database server answers there. Check \"Database host\" and \"Database port\", and "
                                 "whether the server runs."},
    Reason{"timeout expired", "the database server does not answer. Check \"Database host\", the network and whether "
                              "the server runs."},
    Reason{"too many", "the database server has too many connections. Try again in a moment."},
    Reason{"starting up", "the database server is starting. Try again in a moment."},
    Reason{"shutting down", "the database server is being stopped. Try again when it runs."},
};

/// What is in the password must not be in a text that is shown.
std::string withoutPassword(std::string text, const std::string& password)
{
    if (password.empty()) {
        return text;
    }
    for (std::size_t place = text.find(password); place != std::string::npos; place = text.find(password, place)) {
        text.replace(place, password.size(), "…");
    }
    return text;
}

std::string causeOf(const config::DatabaseServer& server, const QSqlError& error, const std::string& sql)
{
    constexpr std::size_t most = 2000;  // of a statement that stores many rows
    const std::string statement = sql.size() > most ? sql.substr(0, most) + " …" : sql;
    return withoutPassword(error.text().toStdString() + " in: " + statement, server.password);
}

}  // namespace

void throwPostgresError(const config::DatabaseServer& server, const QSqlError& error, const std::string& sql)
{
    const std::string state = error.nativeErrorCode().toStdString();
    const auto known = std::find_if(statementReasons.begin(), statementReasons.end(),
                                    [&](const Reason& reason) { return state.starts_with(reason.sign); });
    const std::string sentence =
        placeText(server) + ": " +
        (known == statementReasons.end() ? "the database refused a statement." : std::string(known->sentence));
    const std::string cause = causeOf(server, error, sql);
    if (state.starts_with("55P03") || state.starts_with("40")) {
        throw Locked(sentence, cause);
    }
    throw Error(sentence, cause);
}

void throwNoConnection(const config::DatabaseServer& server, const QSqlError& error)
{
    const std::string said = error.text().toStdString();
    const auto known = std::find_if(connectionReasons.begin(), connectionReasons.end(),
                                    [&](const Reason& reason) { return said.find(reason.sign) != std::string::npos; });
    throw Error(placeText(server) + ": " +
                    (known == connectionReasons.end() ? "the connection to the database server failed."
                                                      : std::string(known->sentence)),
                causeOf(server, error, "connect"));
}

}  // namespace aurora::database
