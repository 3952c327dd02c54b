#include "gui/frame/background.h"
#include "gui/frame/long_work.h"
#include "gui/frame/repeated_reading.h"

#include <QElapsedTimer>
#include <QGuiApplication>
#include <QImage>
#include <QPainter>
#include <QProcess>
#include <QSemaphore>
#include <QTest>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <thread>

using namespace aurora::gui;

namespace {

constexpr const char* stuckArgument = "end-with-a-read-that-waits";

/// Reads from shares that do not answer until it goes.
class DeadShare
{
public:
    ~DeadShare()
    {
        m_answers.release(moreThanAsk);
        backgroundThreads().waitForDone();
        longWorkThreads().waitForDone();
    }

    bool read()
    {
        ++m_asked;
        m_answers.acquire();
        return true;
    }

    [[nodiscard]] int asked() const noexcept { return m_asked; }

private:
    static constexpr int moreThanAsk = 1000;

    QSemaphore m_answers;
    std::atomic<int> m_asked{0};
};

/// A program that ends while it waits for such a share.
int endWhileReading(int argc, char** argv)
{
    const QGuiApplication program(argc, argv);
    for (QThreadPool* threads : {&backgroundThreads(), &longWorkThreads()}) {
        threads->start([] { std::this_thread::sleep_for(std::chrono::hours(1)); });
    }
    return 0;
}

}  // namespace

/// Work in the background, seen from the window's thread.
class BackgroundTest : public QObject
{
    Q_OBJECT

    static constexpr int patience_ms = 20000;
    static constexpr int longWork_ms = 3000;

private Q_SLOTS:

    void paintingDoesNotWaitForIt()
    {
        QObject receiver;
        QSemaphore mayEnd;
        int ended = 0;
        const int works = 2 * std::max(QThread::idealThreadCount(), 1);
        for (int work = 0; work < works; ++work) {
            inBackground(
                &receiver,
                [&mayEnd] {
                    mayEnd.acquire();
                    return true;
                },
                [&ended](bool) { ++ended; }, [](const Failure& /*there is none*/) {});
        }
        std::thread later([&mayEnd, works] {
            std::this_thread::sleep_for(std::chrono::milliseconds(longWork_ms));
            mayEnd.release(works);
        });
        // So large that Qt shares it among threads.
        QImage picture(2000, 2000, QImage::Format_ARGB32_Premultiplied);
        picture.fill(Qt::white);
        QElapsedTimer timer;
        timer.start();
        {
            QPainter painter(&picture);
            painter.setRenderHint(QPainter::Antialiasing);
            painter.setBrush(QColor(0, 80, 160, 128));
            painter.drawEllipse(picture.rect());
        }
        const qint64 painted_ms = timer.elapsed();
        later.join();
        QTRY_COMPARE_WITH_TIMEOUT(ended, works, patience_ms);
        QVERIFY2(painted_ms < longWork_ms / 2, qPrintable(QString::number(painted_ms)));
    }

    void sharesThatDoNotAnswerKeepNoOtherReadFromBeginning()
    {
        QObject receiver;
        DeadShare share;
        const auto ignored = [](auto&& /*of the share*/) {};
        const int reads = 2 * QThread::idealThreadCount() + 4;
        for (int read = 0; read < reads; ++read) {
            inBackground(
                &receiver, [&share] { return share.read(); }, ignored, ignored);
        }
        QTRY_COMPARE_WITH_TIMEOUT(share.asked(), reads, patience_ms);
        bool answered = false;
        inBackground(
            &receiver, [] { return true; }, [&answered](bool) { answered = true; }, ignored);
        QTRY_VERIFY_WITH_TIMEOUT(answered, patience_ms);
    }

    void longWorkThatIsLeftGivesItsPlaceToTheNext()
    {
        QObject receiver;
        DeadShare share;
        int told = 0;
        const auto tell = [&told](auto&& /*of the share*/) { ++told; };
        const int places = longWorkThreads().maxThreadCount();
        std::vector<std::shared_ptr<LongWork>> works;
        for (int work = 0; work < 3 * places; ++work) {
            works.push_back(longInBackground(
                &receiver, [&share](aurora::Progress& /*asks nobody*/) { return share.read(); }, tell, tell));
        }
        QTRY_COMPARE_WITH_TIMEOUT(share.asked(), places, patience_ms);
        for (auto work = works.rbegin(); work != works.rend(); ++work) {  // else one begins where another was left
            (*work)->leave();
        }
        bool done = false;
        const auto next = longInBackground(
            &receiver, [](aurora::Progress& /*short*/) { return true; }, [&done](bool) { done = true; }, tell);
        QTRY_VERIFY_WITH_TIMEOUT(done, patience_ms);
        QCOMPARE(share.asked(), places);  // what had not begun was not begun any more
        QCOMPARE(told, 0);
    }

    void theThreadsThatWereGivenAwayAreTakenBack()
    {
        QObject receiver;
        const auto ignored = [](auto&& /*result*/) {};
        const int places = longWorkThreads().maxThreadCount();
        {
            DeadShare share;
            for (int work = 0; work < places; ++work) {
                const auto left = longInBackground(
                    &receiver, [&share](aurora::Progress& /*asks nobody*/) { return share.read(); }, ignored, ignored);
                QTRY_COMPARE_WITH_TIMEOUT(share.asked(), work + 1, patience_ms);
                left->leave();
            }
        }
        QTRY_COMPARE_WITH_TIMEOUT(longWorkThreads().activeThreadCount(), 0, patience_ms);
        DeadShare share;
        std::vector<std::shared_ptr<LongWork>> works;
        for (int work = 0; work < 2 * places; ++work) {
            works.push_back(longInBackground(
                &receiver, [&share](aurora::Progress& /*asks nobody*/) { return share.read(); }, ignored, ignored));
        }
        QTRY_COMPARE_WITH_TIMEOUT(share.asked(), places, patience_ms);
        QTest::qWait(200);
        QCOMPARE(share.asked(), places);
    }

    void whatIsForgottenNeitherAnswersNorKeepsTheNextReadingWaiting()
    {
        QObject receiver;
        QStringList answers;
        QString wanted = QStringLiteral("of A");
        auto share = std::make_unique<DeadShare>();
        RepeatedReading* reading = nullptr;
        RepeatedReading mine(&receiver, [&] {
            reading->read(
                [share = share.get(), wanted] {
                    if (wanted == QStringLiteral("of A")) {
                        share->read();
                    }
                    return wanted;
                },
                [&answers](const QString& answer) { answers.append(answer); }, [](const Failure& /*none*/) {});
        });
        reading = &mine;
        mine.ask();
        QTRY_COMPARE_WITH_TIMEOUT(share->asked(), 1, patience_ms);
        wanted = QStringLiteral("of B");
        mine.forget();
        mine.ask();
        QTRY_COMPARE_WITH_TIMEOUT(answers, QStringList{QStringLiteral("of B")}, patience_ms);
        share.reset();
        QTest::qWait(100);
        QCOMPARE(answers, QStringList{QStringLiteral("of B")});
    }

    void theProgramEndsThoughAReadWaits()
    {
        QProcess program;
        program.start(QCoreApplication::applicationFilePath(), {QString::fromLatin1(stuckArgument)});
        QVERIFY(program.waitForStarted(patience_ms));
        QVERIFY(program.waitForFinished(2 * patience_ms));
        QCOMPARE(program.exitStatus(), QProcess::NormalExit);
    }
};

int main(int argc, char** argv)
{
    if (argc > 1 && QLatin1String(argv[1]) == QLatin1String(stuckArgument)) {
        return endWhileReading(argc, argv);
    }
    QGuiApplication program(argc, argv);
    BackgroundTest test;
    return QTest::qExec(&test, argc, argv);
}

#include "background_test.moc"
