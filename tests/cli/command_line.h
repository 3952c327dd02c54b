#pragma once

#include "aurora/cli/cli.h"
#include "aurora/core/file.h"
#include "support/qt_application.h"
#include "support/temporary_folder.h"

#include <gtest/gtest.h>

#include <QtGlobal>

#include <filesystem>
#include <string>
#include <vector>

namespace aurora::cli {

/// What one call of the program gave.
struct Answer
{
    int status = 0;
    std::string out;
    std::string error;
};

class CommandLine : public testing::Test
{
protected:
    CommandLine()
    {
        test::qtApplication();
        qputenv("AURORA_USER_CONFIG", QByteArray::fromStdString((m_folder.path() / "user" / "config.json").string()));
        qunsetenv("AURORA_PROJECT");
    }

    [[nodiscard]] Answer call(const std::vector<std::string>& arguments) const
    {
        std::vector<std::string> words{"aurora-cycler-manager"};
        words.insert(words.end(), arguments.begin(), arguments.end());
        std::vector<char*> pointers;
        for (std::string& word : words) {
            pointers.push_back(word.data());
        }
        pointers.push_back(nullptr);
        Answer answer;
        testing::internal::CaptureStdout();
        testing::internal::CaptureStderr();
        answer.status = run(static_cast<int>(words.size()), pointers.data(), nullptr);
        answer.out = testing::internal::GetCapturedStdout();
        answer.error = testing::internal::GetCapturedStderr();
        return answer;
    }

    [[nodiscard]] std::string path(const std::string& name) const { return pathText(m_folder.path() / name); }

    std::string write(const std::string& name, const std::string& content) const
    {
        replaceFileText(m_folder.path() / name, content);
        return path(name);
    }

    test::TemporaryFolder m_folder;
};

}  // namespace aurora::cli
