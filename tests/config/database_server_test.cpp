#include "aurora/config/database_server.h"

#include "aurora/config/from_json.h"
#include "aurora/core/error.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace aurora::config {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

Json serverConfig()
{
    return {{"Database type", "postgresql"}, {"Database name", "aurora"}};
}

std::string refusalOf(const Json& content)
{
    try {
        static_cast<void>(sharedConfigFrom(content, "/lab/shared_config.json"));
    } catch (const Error& error) {
        return error.what();
    }
    return "accepted";
}

TEST(DatabaseServer, IsReadFromTheSharedFileWithWhatIsUsual)
{
    const SharedConfig few = sharedConfigFrom(serverConfig(), "/lab/shared_config.json");
    ASSERT_TRUE(few.databaseServer.has_value());
    EXPECT_EQ(placeText(*few.databaseServer), "aurora on localhost:5432");
    EXPECT_EQ(few.databaseServer->user, "");
    Json content = serverConfig();
    content["Database host"] = "db.example.org";
    content["Database port"] = 6543;
    content["Database user"] = "lab";
    content["Database password"] = "hush";
    const SharedConfig all = sharedConfigFrom(content, "/lab/shared_config.json");
    EXPECT_EQ(placeText(*all.databaseServer), "aurora on db.example.org:6543");
    EXPECT_EQ(all.databaseServer->user, "lab");
    EXPECT_EQ(all.databaseServer->password, "hush");
    const Json file{{"Database path", "database.db"}};
    EXPECT_FALSE(sharedConfigFrom(file, "/lab/shared_config.json").databaseServer.has_value());
}

TEST(DatabaseServer, AKeyThatCannotWorkIsNamed)
{
    EXPECT_THAT(refusalOf({{"Database type", "oracle"}, {"Database path", "x.db"}}),
                HasSubstr(R"("Database type" is "oracle", but must be "sqlite" or "postgresql")"));
    EXPECT_THAT(refusalOf({{"Database type", "postgresql"}}), HasSubstr(R"("Database name" is missing)"));
    for (const Json& port : {Json(0), Json(65536), Json("5432"), Json(5.5)}) {
        Json content = serverConfig();
        content["Database port"] = port;
        EXPECT_THAT(refusalOf(content), HasSubstr("\"Database port\"")) << port;
    }
    Json content = serverConfig();
    content["Database password"] = Json{{"hidden", "hush"}};
    EXPECT_THAT(refusalOf(content), AllOf(HasSubstr("\"Database password\" must be a text"), Not(HasSubstr("hush"))));
}

TEST(DatabaseServer, IsReadFromAnAddress)
{
    const auto whole = databaseServerFromUrl("postgresql://lab@db.example.org:6543/aurora");
    ASSERT_TRUE(whole.has_value());
    EXPECT_EQ(whole->user, "lab");
    EXPECT_EQ(placeText(*whole), "aurora on db.example.org:6543");
    EXPECT_EQ(placeText(databaseServerFromUrl("postgres://localhost/a").value()), "a on localhost:5432");
    EXPECT_EQ(databaseServerFromUrl("postgresql://[::1]:1/a").value().host, "::1");
    EXPECT_EQ(databaseServerFromUrl("postgresql://[::1]/a").value().host, "::1");
    EXPECT_FALSE(databaseServerFromUrl("copy.db").has_value());
    for (const char* const wrong :
         {"postgresql://", "postgresql://host", "postgresql://host/", "postgresql:///a", "postgresql://host:x/a",
          "postgresql://host:65536/a", "postgresql://host/a?sslmode=off", "postgresql://host/a/b"})
    {
        EXPECT_THROW(static_cast<void>(databaseServerFromUrl(wrong)), UsageError) << wrong;
    }
    try {
        static_cast<void>(databaseServerFromUrl("postgresql://lab:hush@host/a"));
        FAIL() << "accepted a password";
    } catch (const UsageError& error) {
        EXPECT_THAT(error.what(), AllOf(HasSubstr("~/.pgpass"), Not(HasSubstr("hush"))));
    }
    try {
        static_cast<void>(databaseServerFromUrl("postgresql://lab@host/a?password=hush"));
        FAIL() << "accepted a password";
    } catch (const UsageError& error) {
        EXPECT_THAT(error.what(), AllOf(HasSubstr("postgresql://lab@host/a"), Not(HasSubstr("hush"))));
    }
}

TEST(DatabaseServer, APasswordIsNotKeptForAnotherServerOrUser)
{
    Json content = Json::object();
    useDatabaseServer(content, databaseServerFromUrl("postgresql://lab@db/aurora").value());
    content["Database password"] = "hush";
    useDatabaseServer(content, databaseServerFromUrl("postgresql://lab@db/second").value());
    EXPECT_TRUE(content.contains("Database password")) << "the same user of the same server";
    for (const char* const other :
         {"postgresql://lab@elsewhere/aurora", "postgresql://lab@db:6543/aurora", "postgresql://guest@db/aurora"})
    {
        Json moved = content;
        useDatabaseServer(moved, databaseServerFromUrl(other).value());
        EXPECT_FALSE(moved.contains("Database password")) << other;
    }
}

TEST(DatabaseServer, TheSharedFileNamesAServerOrAFileAndKeepsWhatElseIsInIt)
{
    Json content{{"Database path", "database/database.db"}, {"Unknown", 7}};
    useDatabaseServer(content, databaseServerFromUrl("postgresql://lab@db/aurora").value());
    EXPECT_EQ(placeText(*sharedConfigFrom(content, "/lab/shared_config.json").databaseServer), "aurora on db:5432");
    content["Database password"] = "hush";
    useDatabaseFile(content, "database/copy.db");
    EXPECT_EQ(content, (Json{{"Database path", "database/copy.db"}, {"Unknown", 7}}));
}

}  // namespace
}  // namespace aurora::config
