-- Two databases and a user for each, with rights on its own database only.
-- Tables belong to the services' migrations. Safe to run again: it sets the password anew.
--
-- Run as an administrator, with the name and the password of .env:
--   mysql --init-command="SET @db_user = '…', @db_password = '…'" < init.sql
-- Without a password the users get a random one that nobody knows.

CREATE DATABASE IF NOT EXISTS resume_db CHARACTER SET utf8mb4;
CREATE DATABASE IF NOT EXISTS ai_suggestion_db CHARACTER SET utf8mb4;

SET @user = IFNULL(@db_user, 'pair');
SET @password = IFNULL(@db_password, HEX(RANDOM_BYTES(24)));
SET @resume_user = CONCAT(QUOTE(CONCAT(@user, '_resume')), '@''%''');
SET @ai_user = CONCAT(QUOTE(CONCAT(@user, '_ai')), '@''%''');

SET @statement = CONCAT('CREATE USER IF NOT EXISTS ', @resume_user, ', ', @ai_user);
PREPARE statement FROM @statement;
EXECUTE statement;

SET @identified = CONCAT(' IDENTIFIED BY ', QUOTE(@password));
SET @statement = CONCAT('ALTER USER ', @resume_user, @identified, ', ', @ai_user, @identified);
PREPARE statement FROM @statement;
EXECUTE statement;

SET @statement = CONCAT('GRANT ALL PRIVILEGES ON resume_db.* TO ', @resume_user);
PREPARE statement FROM @statement;
EXECUTE statement;

SET @statement = CONCAT('GRANT ALL PRIVILEGES ON ai_suggestion_db.* TO ', @ai_user);
PREPARE statement FROM @statement;
EXECUTE statement;

DEALLOCATE PREPARE statement;
SET @password = NULL, @identified = NULL, @statement = NULL, @db_password = NULL;
